/**
 * The load ladder: the same work sent straight to workers, through nginx, through Serai and through its peers.
 *
 * <h2>Start reading at</h2>
 * {@link Main}, then {@link Scenario} (what is asked), {@link Rung} (who is asked) and {@link Ladder} (the order in
 * which: A B C, A B C ..., so that a machine that slows down slows everyone).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Latency "added" by a rung is a difference of two runs of the same round, not of two medians.
 *   <li>On few cores the generator, the workers and the rung compete: compare throughput only within one report, and
 *       trust CPU time first.
 *   <li>A JVM needs seconds of load before it runs compiled code. Figures of a cold JVM are another scenario.
 * </ul>
 */
@NullMarked
package io.serai.bench;

import org.jspecify.annotations.NullMarked;
