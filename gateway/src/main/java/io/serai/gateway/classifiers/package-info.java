/**
 * Which classifiers are live: what the configuration names, with what was changed over the admin API since, found in
 * folders and on the hub.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.gateway.classifiers.LiveClassifiers}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A model that is being fetched, or is refused, leaves the one before it serving.
 *   <li>What the admin API has changed holds until the configuration says something new of that classifier, or the
 *       gateway ends; it is written nowhere.
 *   <li>Loading takes seconds and downloading takes minutes: neither happens on an event loop, nor at the cost of a start.
 * </ul>
 */
@NullMarked
package io.serai.gateway.classifiers;

import org.jspecify.annotations.NullMarked;
