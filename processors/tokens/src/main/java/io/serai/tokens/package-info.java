/**
 * What goes into a model: texts, chat templates and token ids, equal to the last byte to what the engines make of them.
 */
@NullMarked
package io.serai.tokens;

import org.jspecify.annotations.NullMarked;
