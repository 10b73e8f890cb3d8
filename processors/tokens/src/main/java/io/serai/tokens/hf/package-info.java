/**
 * Tokenizer files of the {@code tokenizer.json} format: a pipeline of normalizer, pre-tokenizer, model, post-processor
 * and decoder, each named by its {@code type}.
 *
 * <h2>Start reading at</h2>
 * {@link AlignedText} (text that remembers where it came from), then {@link Normalizer}, {@link PreTokenizer},
 * {@link TokenModel} and {@link TokenDecoder}, the parts of a pipeline.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Added tokens are looked for twice: those with {@code normalized: false} in the text as it came, the others in
 *       the normalized text between them. What lies between is normalized piece by piece, so {@code Prepend} acts
 *       behind each added token too.
 *   <li>A place in the text is a place in the original. Composition aligns {@code e + U+0301} to the {@code e} alone.
 *   <li>The post-processor's {@code ByteLevel} only trims places; the pre-tokenizer's ignores {@code trim_offsets}.
 *   <li>A lone surrogate is read as U+FFFD, since no UTF-8 of it exists.
 *   <li>{@code truncation} and {@code padding} of the file are ignored: a gateway counts what is there.
 * </ul>
 */
@NullMarked
package io.serai.tokens.hf;

import org.jspecify.annotations.NullMarked;
