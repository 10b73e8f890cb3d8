/**
 * The workers known now: registration, discovery, health, breakers, load, and the table from model to workers.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.fleet.Fleet}, then {@link io.serai.fleet.Worker} and {@link io.serai.fleet.ModelPool}.
 *
 * <h2>Traps of the domain</h2>
 * <ul>
 *   <li>429 and 503 are back-pressure, not faults: a saturated engine works as fast as it can. They lower the worker's
 *       weight for some seconds and never trip its breaker, else a load peak would switch off the whole fleet.
 *   <li>Nothing is terminal. A worker that is down is probed for ever, with growing pauses.
 *   <li>SGLang's {@code /health} runs a generation and takes a second; it is 503 while the engine starts, when
 *       {@code /v1/models} already answers. So a worker is ready only when both are well.
 *   <li>One engine may list several models: LoRA adapters appear beside their base.
 *   <li>Registry changes hold a lock; calls in flight never do. They read one volatile table, and each pool's list of
 *       eligible workers is recomputed only after something changed.
 *   <li>All probes run on one event loop and one timer, so that a thousand workers cost no thread.
 * </ul>
 */
@NullMarked
package io.serai.fleet;

import org.jspecify.annotations.NullMarked;
