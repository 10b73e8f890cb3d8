/**
 * Unigram language models, and SentencePiece files of either kind.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A text has many segmentations; the one with the highest sum of scores counts. Which of two equal ones wins is
 *       the one found first, so the order of the search matters; so does single or double precision of the sums.
 *   <li>SentencePiece adds in single precision, the {@code tokenizer.json} library in double.
 *   <li>The character map of SentencePiece is searched for the longest match by SentencePiece and for the shortest,
 *       within one grapheme of less than six bytes, by the {@code tokenizer.json} library. Both are kept.
 *   <li>U+2581 stands for a space in the vocabulary. A text that has U+2581 of its own gets spaces for them.
 *   <li>Byte tokens are spelled {@code <0x0A>}; the text {@code <0x0A>} is not one of them.
 * </ul>
 */
@NullMarked
package io.serai.tokens.unigram;

import org.jspecify.annotations.NullMarked;
