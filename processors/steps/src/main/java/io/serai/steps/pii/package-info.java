/**
 * The steps that keep personal data from workers: found in requests, replaced or refused; restored in answers.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.pii.PiiGuard} (whose requests are looked at), {@link io.serai.steps.pii.RequestReader} (where the
 * texts are), {@link io.serai.steps.pii.PiiSearch} (what they hold), {@link io.serai.steps.pii.Masking} (the new body),
 * {@link io.serai.steps.pii.StreamTexts} (the answer).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Clients send the whole chat again in clear with each turn. The same message must become the same bytes each time,
 *       or the workers' prefix caches are cold: placeholders follow from a key of the session, and all bytes that need
 *       no change stay as they came.
 *   <li>Arguments and results of tools are JSON inside a string: what is escaped there is escaped twice. Values are
 *       looked for in the unescaped text and written so that it stays JSON.
 *   <li>The message body of the exchange must follow the call's, or the next step takes the client's clear text for an
 *       edit of the route.
 *   <li>No value may reach a log, a metric, an exception or a {@code toString}; not by way of another exception's
 *       message either.
 * </ul>
 */
@NullMarked
package io.serai.steps.pii;

import org.jspecify.annotations.NullMarked;
