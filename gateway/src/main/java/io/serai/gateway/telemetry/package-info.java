/**
 * What operators see: metrics, the access log, the last calls, the log.
 *
 * <h2>Start reading at</h2>
 * {@link Metrics}, {@link AccessLog} and {@link RequestLog}: the observers that hear of every call that ended. The
 * latter two take a {@link RequestRecord} of it.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Observers run on the call's event loop: they count and copy, and leave formatting and I/O to others.
 *   <li>A call must not be kept: its body may be 256 MiB. A record of it is cut to a known size.
 *   <li>Path, id and method are the client's to choose: every writer escapes them. Queries, bodies and header fields
 *       may hold secrets and are never written.
 *   <li>A label value that clients choose would let them fill the memory: labels come from bounded sets.
 * </ul>
 */
@NullMarked
package io.serai.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
