/**
 * Classifiers on ONNX Runtime: which models are live, and how questions get to them.
 *
 * <p>A model is a folder with a manifest; nothing else passes between training and here. Start reading at
 * {@link io.serai.onnx.ClassifierHost}; one model alone is in {@link io.serai.onnx.model}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A model's memory is outside the heap. Whoever uses it holds it; a swap never waits for the last run, and the last
 *       run frees it.
 *   <li>Answers are completed by inference threads, and never under the queue's lock: what hangs on an answer runs there.
 *   <li>On a CPU only short rows gain from being run together. A batch is made of what waits; nothing waits for a batch.
 *   <li>An answer in the cache holds for one manifest: another threshold is another model.
 * </ul>
 */
@NullMarked
package io.serai.onnx;

import org.jspecify.annotations.NullMarked;
