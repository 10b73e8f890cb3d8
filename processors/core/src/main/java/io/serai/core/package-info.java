/**
 * The gateway's vocabulary and the seams between its modules. Only the JDK and JSpecify are visible here.
 *
 * <h2>Start reading at</h2>
 * {@link InferenceCall} (one client request), {@link EngineClient} (talks to a worker), {@link Reply} (what goes
 * back), {@link Policy} (picks a worker), {@link CallError} (everything that can be refused).
 *
 * <h2>Invariants</h2>
 * <ul>
 *   <li>A call lives on one event loop, {@link InferenceCall#loop()}: its reply, its engine exchange and its timers
 *       all run there, so none of these types locks. Only what says so may be touched from elsewhere.
 *   <li>Bytes handed over in an array belong to the receiver and are never changed afterwards.
 *   <li>Times are {@link System#nanoTime()} readings when called {@code nanos}, otherwise
 *       {@link java.time.Duration} or {@link java.time.Instant}.
 * </ul>
 */
@NullMarked
package io.serai.core;

import org.jspecify.annotations.NullMarked;
