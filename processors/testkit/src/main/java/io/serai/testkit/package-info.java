/**
 * Fakes that other modules, demos and benchmarks share: an honest mock worker, keyword-driven classifiers and manual
 * clocks.
 *
 * <h2>Start reading at</h2>
 * {@link MockWorker} and {@link MockWorkerOptions}; {@link MockWorkerMain} is the same worker as a program, {@link
 * MockWorkerExtension} the same as a JUnit 5 extension. {@link FakeClassifiers} stand alone.
 *
 * <h2>What "honest" means</h2>
 * <ul>
 *   <li>A token is four bytes of UTF-8, in prompts and in answers alike, so every number in {@code usage} can be
 *       computed by a test. {@link PromptDigest} has the exact rule.
 *   <li>Prefill costs time for uncached tokens only, and requests wait for each other's prefill. The cache is made of
 *       chained blocks with a capacity, so a router that spreads a conversation over workers pays for it.
 *   <li>A request stops at once when its connection closes, also while it waits and when it does not stream. The
 *       counters tell disconnects (the client left) from cancellations (it left while the engine worked for it).
 *   <li>A slow reader stops its own stream only: no token is produced while the connection is not writable.
 * </ul>
 *
 * <h2>What it does not model</h2>
 * KV memory pressure of running requests (a request never waits for memory, only for a slot), chunked prefill, and
 * interference between prefill and decode.
 */
@NullMarked
package io.serai.testkit;

import org.jspecify.annotations.NullMarked;
