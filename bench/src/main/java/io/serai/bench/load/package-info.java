/**
 * The load generator: closed loop, open loop and streams over raw HTTP/1.1 connections.
 *
 * <h2>Start reading at</h2>
 * {@link Load}, then {@link ClosedLoopLoad}, {@link OpenLoopLoad} and {@link StreamLoad}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A closed loop hides stalls: while the server stalls, nothing is sent, so the stall counts once. Only
 *       {@link OpenLoopLoad} measures from the time a request <em>should</em> have been sent.
 *   <li>The generator shares the cores with what it measures. So requests are bytes made beforehand, and
 *       throughput is a lower bound; the CPU time of the measured process is the honest figure.
 *   <li>Everything runs on the one event loop of a {@link LoadClient}; no type here is thread-safe beyond
 *       what it says.
 * </ul>
 */
@NullMarked
package io.serai.bench.load;

import org.jspecify.annotations.NullMarked;
