/**
 * The routing policies: given a call and the workers that may take it, say where it goes.
 *
 * <h2>Start reading at</h2>
 * {@link Policies} (makes one), {@link PolicySettings} (what it is made from), {@code CacheAwarePolicy} (the default;
 * everything it learns is in {@code PrefixIndex}).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A policy is called from several event loops at once and must not wait: locks are held for microseconds, and
 *       no code of others runs under them.
 *   <li>The counters of a {@link io.serai.core.WorkerView} move while a policy looks at them: read each once per
 *       selection. Two reads may disagree.
 *   <li>Candidates differ from call to call (retries exclude workers, breakers open), so a position in the list means
 *       nothing; only the id does.
 *   <li>An engine's own counters are old, and they contain the calls of this gateway: adding them to the calls in
 *       flight counts those twice. {@code Backlog} says what is in front of a new call.
 *   <li>An index learns from decisions, not from caches: it believes that a worker still holds what it was once sent.
 *       Only the budgets make it forget.
 * </ul>
 */
@NullMarked
package io.serai.fleet.policy;

import org.jspecify.annotations.NullMarked;
