/**
 * Token ids into text as they come, and stop conditions over that text.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.tokens.stream.TextStreams}, then {@link io.serai.tokens.stream.StoppingStream}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A token may end within a character. Decoding tokens one by one, or the last few over and over, gives U+FFFD
 *       where the next token would have completed the character; bytes must be held instead.
 *   <li>How many U+FFFD stand for bytes that are no UTF-8 depends on the decoder: byte-level ones give one for each
 *       maximal part of a character (as Unicode advises), byte-fallback ones one for each byte of a run cut short.
 *   <li>The whole-text decoder of byte-fallback vocabularies judges a run of byte tokens as one: a single bad byte
 *       makes U+FFFD of the good characters beside it. A stream has already given those out, so this is the one
 *       case where a stream and the decoding of the whole differ.
 *   <li>WordPiece puts the space before a token, so that the text of a token depends on its being the first.
 *   <li>A stop string may begin in one token and end in another; text that may still become one is held back.
 * </ul>
 */
@NullMarked
package io.serai.tokens.stream;

import org.jspecify.annotations.NullMarked;
