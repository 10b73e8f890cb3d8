/**
 * Micro-benchmarks of what is done for each token, text or message: {@code ./serai bench micro [REGEX]}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A text that is encoded over and over teaches the branch predictor its merges, and the tokenizer its words. The
 *       texts here take turns, and {@code encodeUnseen} has words of its own each time.
 *   <li>JMH writes classes of its own beside each benchmark, so that these must be public and may not be final.
 * </ul>
 */
@NullMarked
package io.serai.bench.jmh;

import org.jspecify.annotations.NullMarked;
