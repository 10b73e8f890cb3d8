package io.serai.gateway;

import io.serai.core.FailureMode;
import io.serai.gateway.config.PiiConfig;
import io.serai.gateway.config.PiiPolicyConfig;
import io.serai.gateway.config.Secret;
import io.serai.gateway.config.SeraiConfig;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiSecret;
import io.serai.steps.pii.PiiGuard;
import io.serai.steps.pii.PiiSettings;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps personal data from workers.
 *
 * @param guard  what the steps share
 * @param secret makes placeholders; the same one until the process ends
 */
record PiiParts(PiiGuard guard, PiiSecret secret) {
    private static final Logger LOG = LoggerFactory.getLogger(PiiParts.class);

    /** Made of {@code initial}. */
    static PiiParts of(SeraiConfig initial) {
        Secret key = initial.pii().key();
        PiiSecret secret = key == null ? PiiSecret.random() : PiiSecret.of(key.reveal());
        var parts = new PiiParts(new PiiGuard(settings(initial.pii(), secret)), secret);
        parts.report(null, initial.pii());
        return parts;
    }

    /** Adds the beans that steps look up. */
    void bind(Registry beans) {
        beans.bind("pii", PiiGuard.class, guard);
    }

    /** Applies a changed configuration. */
    void reconfigure(SeraiConfig before, SeraiConfig next) {
        if (!next.pii().equals(before.pii())) {
            guard.reconfigure(settings(next.pii(), secret));
            report(before.pii(), next.pii());
        }
    }

    /** The switch that lets personal data through is never turned in silence. */
    private void report(@Nullable PiiConfig before, PiiConfig now) {
        boolean open = now.onFailure() == FailureMode.OPEN;
        if (open && (before == null || before.onFailure() != now.onFailure())) {
            LOG.warn("pii.on-failure is open: requests that cannot be searched for personal data pass");
        } else if (!open && before != null && before.onFailure() != now.onFailure()) {
            LOG.warn("pii.on-failure is closed: requests that cannot be searched for personal data are refused");
        }
    }

    /** What is to be said of routes that no policy holds on; empty where there is no policy, or no such route. */
    static Optional<String> warning(SeraiConfig config, List<String> unsearched) {
        return config.pii().policies().isEmpty() || unsearched.isEmpty()
                ? Optional.empty()
                : Optional.of("pii.policies do not hold on the routes " + String.join(", ", unsearched)
                        + ": their requests reach workers unsearched; put llm-pii:mask before llm-dispatch, and"
                        + " llm-pii:unmask behind");
    }

    private static PiiSettings settings(PiiConfig config, PiiSecret secret) {
        return new PiiSettings(
                config.policies().stream().map(PiiParts::policy).toList(),
                secret,
                config.onFailure() == FailureMode.OPEN);
    }

    private static PiiPolicy policy(PiiPolicyConfig config) {
        var actions = new HashMap<String, PiiPolicy.Action>();
        config.actions().forEach((type, action) -> actions.put(type, action(action)));
        PiiPolicyConfig.Action own = config.action();
        return new PiiPolicy(
                new LinkedHashSet<>(config.tenants()),
                new LinkedHashSet<>(config.types()),
                own == null ? null : action(own),
                actions,
                config.minScore(),
                config.model(),
                PiiPolicy.Output.valueOf(config.output().name()),
                config.outputModel());
    }

    private static PiiPolicy.Action action(PiiPolicyConfig.Action action) {
        return PiiPolicy.Action.valueOf(action.name());
    }
}
