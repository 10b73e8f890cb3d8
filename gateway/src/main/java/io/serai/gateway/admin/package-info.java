/**
 * The admin API: workers, models, the last requests, routes and configuration, over HTTP. Its paths are fixed: no reload of the
 * routes takes them away.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.gateway.admin.AdminApi#table}, the list of all routes; {@code docs/admin-api.md} shows each at work.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Everything here runs on the event loop of the caller's connection: nothing waits, and bodies are kept small.
 *       What takes time (asking a worker what it serves, letting it finish) goes on after the answer: hence 202.
 *   <li>Workers have keys. They come in and never go out: {@link io.serai.fleet.WorkerStatus} is without them, and no
 *       message repeats a value that could be one.
 *   <li>A misspelt field must not be ignored: {@code "prioritiy": 1} would be believed to work. Bodies and queries are
 *       strict.
 * </ul>
 */
@NullMarked
package io.serai.gateway.admin;

import org.jspecify.annotations.NullMarked;
