/**
 * Step {@code llm-text}: what tokenizers, chat templates and dialects make of a text, without a worker.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.text.TextOperation}, then {@code TextReplies}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The engines' shapes differ in names for the same thing; answers carry the names of all of them.
 *   <li>A long text would hold up the event loop: beyond some size it is worked on elsewhere.
 * </ul>
 */
@NullMarked
package io.serai.steps.text;

import org.jspecify.annotations.NullMarked;
