/**
 * From the text of a template to its syntax tree. The tree says what was written; what a name means is decided later.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>White space is part of the prompt: {@code {%-} strips what precedes, a block's line loses its indentation and its
 *       line break, a print tag's does not, and {@code {%+} and {@code +%}} keep both.
 *   <li>Within braces or brackets <code>}}</code> ends no tag.
 *   <li>A filter binds tighter than arithmetic, {@code ~} tighter than {@code +}, and {@code **} binds to the left.
 * </ul>
 */
@NullMarked
package io.serai.tokens.template.syntax;

import org.jspecify.annotations.NullMarked;
