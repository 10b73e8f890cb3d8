package io.serai.fleet.choice;

import io.serai.core.ModelDecision;
import java.util.List;

/**
 * A decision, with what was compared for it.
 *
 * @param candidates models of the rule that decided; empty where none did
 */
public record ExplainedDecision(ModelDecision decision, List<ModelCandidate> candidates) {}
