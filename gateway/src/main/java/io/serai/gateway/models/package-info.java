/**
 * What the gateway knows of the models that it serves: their cards, and how they read and write.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.gateway.models.Cards}, then {@link io.serai.gateway.models.LanguageCatalogue}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A call asks for a language on its event loop: what is not loaded is unknown then, and is loaded for the next.
 *   <li>A model's name comes from clients; only names that are served, configured or registered are kept.
 *   <li>A worker tells where its model is in its own file system. That may be nowhere here, or something else: it is
 *       the last thing to be believed, and its absence is no error.
 * </ul>
 */
@NullMarked
package io.serai.gateway.models;

import org.jspecify.annotations.NullMarked;
