/**
 * Step {@code llm-cache}: answers that are given again, to the same request or to one that means the same.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.cache.RequestKeys} (what counts as the same), {@link io.serai.steps.cache.ResponseCache} (what is
 * kept), {@link io.serai.steps.cache.Replay} (what a client gets).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A wrong hit is another request's answer, and nobody notices. Whatever is not understood is not cached.
 *   <li>Behind {@code llm-pii:mask} requests and answers hold placeholders, and placeholders belong to one session: a
 *       request in which personal data was found is only ever the same as itself, byte by byte.
 *   <li>Embeddings of "2 + 2" and "2 + 3" are close: words with digits must be equal, whatever the similarity.
 *   <li>An answer from a stream has no usage unless that client asked for it.
 * </ul>
 */
@NullMarked
package io.serai.steps.cache;

import org.jspecify.annotations.NullMarked;
