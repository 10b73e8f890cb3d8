/**
 * Chat templates: Jinja as model publishers write it, rendered equal to the last byte to what Python makes of it.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.tokens.template.ChatTemplate}. The text becomes a tree in {@code syntax}, the tree becomes nodes with
 * resolved variables in {@code run}, and the nodes compute on the values of {@code python}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A byte that differs from Python's costs the engine's prefix cache and the model's quality; nothing fails. So
 *       lengths and indexes count code points, {@code 1.0} stays {@code 1.0}, keys keep their order.
 *   <li>The environment is the one of the model publishers: blocks trimmed, leading blanks of a block's line stripped,
 *       no escaping, nothing can be changed but a {@code namespace()}, and {@code tojson} is plain JSON.
 *   <li>A template comes with the model and is not trusted: it can reach no Java object, and time and memory are limited.
 * </ul>
 */
@NullMarked
package io.serai.tokens.template;

import org.jspecify.annotations.NullMarked;
