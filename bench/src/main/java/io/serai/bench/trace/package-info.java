/**
 * Seeded traces of multi-turn conversations, for the quality of routing rather than its speed.
 *
 * <p>Traps: the same seed must give the same trace on every machine, so nothing here draws from anything but its own
 * generator. A trace is "hard" when the caches of all workers together hold what is active once, but not once per
 * worker: then spreading a group over workers costs hits, and keeping a hot group on one worker costs waiting.
 */
@NullMarked
package io.serai.bench.trace;

import org.jspecify.annotations.NullMarked;
