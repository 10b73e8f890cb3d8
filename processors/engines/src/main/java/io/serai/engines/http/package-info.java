/**
 * HTTP/1.1 client of workers, on the event loop of the call that uses it.
 *
 * <h2>Start reading at</h2>
 * {@link HttpEngineClient}, then {@code LoopConnections} (what one event loop owns) and {@code Http1Exchange} (the
 * states of one request).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>uvicorn, which serves SGLang and vLLM, closes idle connections after 5 s. A request that races with that close
 *       ends as {@link io.serai.core.EngineFailure.ResetBeforeHead}, which is not retried; so idle connections are given
 *       up earlier ({@link HttpClientSettings#idleConnection()}).
 *   <li>Netty's default resolver blocks the event loop; {@code Addresses} looks names up on a virtual thread.
 *   <li>A connection is free for the next request when the burst that held its answer has ended, not earlier: bytes
 *       behind an answer would be taken for the answer to the next request, which may be another client's.
 *   <li>Deadlines are checked by one tick per loop, not by a timer per request: a limit may pass up to
 *       {@code LoopConnections.TICK} late.
 * </ul>
 */
@NullMarked
package io.serai.engines.http;

import org.jspecify.annotations.NullMarked;
