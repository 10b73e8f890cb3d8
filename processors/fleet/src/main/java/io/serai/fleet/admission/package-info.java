/**
 * The gate in front of the fleet: how many calls run at once, how many wait, and how many may come in a second.
 *
 * <h2>Invariants</h2>
 * <ul>
 *   <li>Waiting calls are served in the order they came, over all event loops.
 *   <li>A permit is never lost: a call cancelled between grant and delivery passes it on.
 *   <li>Callbacks run on the call's own event loop.
 * </ul>
 */
@NullMarked
package io.serai.fleet.admission;

import org.jspecify.annotations.NullMarked;
