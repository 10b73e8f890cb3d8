/**
 * WordPiece and WordLevel: vocabularies of whole words and parts of words, as encoders of the BERT family have.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A word of which one part is missing in the vocabulary is one unknown token as a whole; nothing of it is kept.
 *   <li>The limit on the length of a word counts characters, not UTF-16 units or bytes.
 *   <li>{@code strip_accents} that is null means "as {@code lowercase}".
 *   <li>Accents are taken off by canonical decomposition, which also takes Hangul syllables apart; the vocabulary has
 *       the parts.
 *   <li>{@code truncation} and {@code padding} of a tokenizer file are for one batch through one encoder. They are no
 *       part of what a text's tokens are: {@link io.serai.tokens.wordpiece.EncoderInputs} applies them.
 * </ul>
 */
@NullMarked
package io.serai.tokens.wordpiece;

import org.jspecify.annotations.NullMarked;
