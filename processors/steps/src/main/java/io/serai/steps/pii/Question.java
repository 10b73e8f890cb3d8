package io.serai.steps.pii;

import java.time.Duration;

/**
 * What is to be found out of a request.
 *
 * @param plan     what is looked for
 * @param json     whether texts that are themselves JSON are taken apart
 * @param model    whether a classifier is asked
 * @param deadline how long it may take
 */
record Question(PiiPlan plan, boolean json, boolean model, Duration deadline) {}
