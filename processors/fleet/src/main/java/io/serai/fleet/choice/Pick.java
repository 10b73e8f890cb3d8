package io.serai.fleet.choice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rule's models.
 *
 * @param model      the chosen one; null if no worker of any of them is ready
 * @param why        of the choice
 * @param candidates all of them, in the order of the rule
 */
record Pick(@Nullable String model, String why, List<ModelCandidate> candidates) {}
