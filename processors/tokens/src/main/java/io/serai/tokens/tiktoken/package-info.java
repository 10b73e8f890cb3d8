/**
 * Vocabularies that are lists of byte strings with ranks: {@code .tiktoken} and {@code tiktoken.model} files (OpenAI,
 * Kimi, the first Qwen) and {@code tekken.json} (Mistral).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A rank file holds neither the pattern that cuts words nor the special tokens. They go by the file's name, the
 *       {@code tokenizer_config.json} beside it, or the number of ranks.
 *   <li>Ids of special tokens stand behind the ranks, but before them in a {@code tekken.json}.
 *   <li>Special tokens spelled out in a text are plain text to Mistral's own library, and ids to all others.
 * </ul>
 */
@NullMarked
package io.serai.tokens.tiktoken;

import org.jspecify.annotations.NullMarked;
