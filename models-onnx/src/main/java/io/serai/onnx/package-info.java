/**
 * Classifiers on ONNX Runtime: model folders, sessions, batches, decisions.
 *
 * <p>A model is a folder with a manifest; nothing else passes between training and here.
 */
@NullMarked
package io.serai.onnx;

import org.jspecify.annotations.NullMarked;
