package io.serai.steps.pii;

import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiSecret;
import java.util.List;

/**
 * What the {@code llm-pii} steps are told.
 *
 * @param policies the first one that covers a caller is the caller's
 * @param secret   makes placeholders
 * @param failOpen whether a request passes that could not be looked at
 */
public record PiiSettings(List<PiiPolicy> policies, PiiSecret secret, boolean failOpen) {
    public PiiSettings {
        policies = List.copyOf(policies);
    }
}
