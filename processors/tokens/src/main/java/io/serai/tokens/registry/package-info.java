/**
 * Where a model's text side comes from: its folder, the cache that the hub's own clients keep, or the hub.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.tokens.registry.TokenizerRegistry}, then {@link io.serai.tokens.registry.LoadedLanguage}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A source that a client names is a claim, not a path: it may only reach folders below the roots that the
 *       operator allows.
 *   <li>The hub answers a download with a redirect to another host: the token stays at home.
 *   <li>A cache folder holds links into {@code blobs}: a snapshot is complete only when all of its links are.
 *   <li>{@code tokenizer_config.json} and {@code special_tokens_map.json} may disagree; the former wins.
 * </ul>
 */
@NullMarked
package io.serai.tokens.registry;

import org.jspecify.annotations.NullMarked;
