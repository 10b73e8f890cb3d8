/**
 * Chat completions as bytes: what a request says of its tools and its reasoning, and how the chunks and bodies that
 * answer it are read and written anew.
 *
 * <h2>Start reading at</h2>
 * {@link ChatSwitches} (requests), {@link SseEvents} and {@link ChatReply} (answers in), {@link ChunkWriter} and
 * {@link BodyWriter} (answers out).
 *
 * <h2>Traps of the domain</h2>
 * <ul>
 *   <li>SDKs put the deltas of a stream together generically: strings are concatenated. So a call's id and name may be
 *       sent once only, and the role only in the first chunk.
 *   <li>Clients in the field look at {@code tool_calls[0]} only, or at {@code content} only where there is no
 *       {@code reasoning_content}: a chunk says one thing at a time.
 *   <li>SGLang writes {@code "tool_calls":null} and {@code "reasoning_content":null} into every chunk: a key that is
 *       there says nothing, a value does.
 *   <li>{@code "content":null} beside tool calls, never {@code ""}; but {@code ""} in a stream's first chunk.
 * </ul>
 */
@NullMarked
package io.serai.wire.chat;

import org.jspecify.annotations.NullMarked;
