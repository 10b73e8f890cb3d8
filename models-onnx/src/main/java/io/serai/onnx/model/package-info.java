/**
 * One model: its folder, its session, and what its outputs mean.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>An encoder without upper case sees no difference between {@code May} and {@code may}; some models take the
 *       spelling of each token as an input of its own.
 *   <li>Tokens are not words: a word has the logits of its first token, and a piece that continues a word is known by
 *       its {@code ##}, not by touching the one before, since punctuation touches too.
 *   <li>Places in a text are UTF-16 units here, code points in Python and in golden files.
 * </ul>
 */
@NullMarked
package io.serai.onnx.model;

import org.jspecify.annotations.NullMarked;
