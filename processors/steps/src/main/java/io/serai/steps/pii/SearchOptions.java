package io.serai.steps.pii;

import io.serai.core.Urgency;
import java.time.Duration;

/**
 * How a request is searched.
 *
 * @param plan     what is looked for
 * @param json     whether texts that are themselves JSON are taken apart
 * @param model    whether a classifier is asked
 * @param deadline how long it may take
 * @param urgency  which texts the classifier takes first
 * @param maxChars longest text that it is given
 */
record SearchOptions(PiiPlan plan, boolean json, boolean model, Duration deadline, Urgency urgency, int maxChars) {}
