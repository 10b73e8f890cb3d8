package io.serai.gateway.classifiers;

import io.serai.gateway.config.ClassifierConfig;
import io.serai.onnx.ClassifierSpec;
import io.serai.onnx.ClassifierStatus;
import io.serai.onnx.ModelSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One classifier as it is wanted: by the configuration, and by what the admin API has changed since. It owns where its
 * models are to come from and what was told of it; which of them are loaded the host knows. Not thread-safe.
 */
final class WantedClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(WantedClassifier.class);

    final String name;
    final ClassifierConfig configured;
    private final boolean implied;
    WantedModel live;

    @Nullable
    WantedModel shadow;

    double share;
    private @Nullable String seen;
    private @Nullable Instant since;
    private @Nullable String told;
    private @Nullable String shadowTold;
    private long refused;

    /** @param implied whether nobody has asked for it: then it may well be missing */
    WantedClassifier(
            String name, ClassifierConfig configured, WantedModel live, @Nullable WantedModel shadow, boolean implied) {
        this.implied = implied;
        this.name = name;
        this.configured = configured;
        this.live = live;
        this.shadow = shadow;
        this.share = configured.shadowShare();
    }

    /** What the host is told; null while no folder is known. */
    @Nullable
    ClassifierSpec spec() {
        Path folder = live.folder();
        return folder == null ? null : new ClassifierSpec(name, folder, shadow == null ? null : shadow.folder(), share);
    }

    /** Notes what has changed, and tells it. */
    void observe(@Nullable ClassifierStatus status, Instant now) {
        ModelSummary model = status == null ? null : status.live();
        String id = model == null ? null : model.name() + "@" + model.version() + " " + model.sha256();
        if (id != null && !id.equals(seen)) {
            seen = id;
            since = now;
            LOG.info("classifier {}: {}", name, id);
        }
        told = told("", told, problem(status));
        shadowTold = told("candidate of ", shadowTold, shadowProblem(status));
    }

    private @Nullable String told(String what, @Nullable String before, @Nullable String problem) {
        if (problem != null && !Objects.equals(problem, before)) {
            if (implied) {
                LOG.info("no classifier: {}", problem);
            } else {
                refused(what, problem);
            }
        }
        return problem;
    }

    /** Counts and tells that a model was refused. */
    void refused(String what, String problem) {
        refused++;
        LOG.warn("{}classifier {}: {}", what, name, problem);
    }

    private @Nullable String problem(@Nullable ClassifierStatus status) {
        return live.problem() != null ? live.problem() : status == null ? null : status.problem();
    }

    private @Nullable String shadowProblem(@Nullable ClassifierStatus status) {
        WantedModel candidate = shadow;
        if (candidate != null && candidate.problem() != null) {
            return candidate.problem();
        }
        return status == null ? null : status.shadowProblem();
    }

    private String state(@Nullable ModelSummary model) {
        if (model != null) {
            return model.loaded() ? "ready" : "idle";
        }
        return live.fetching() ? "fetching" : "refused";
    }

    ClassifierView view(@Nullable ClassifierStatus status) {
        ModelSummary model = status == null ? null : status.live();
        return new ClassifierView(
                name,
                live.source().toString(),
                state(model),
                model,
                model == null ? null : since,
                problem(status),
                status == null ? 0 : status.swaps(),
                refused,
                shadow == null ? null : shadow.source().toString(),
                share,
                status == null ? null : status.shadow(),
                shadowProblem(status),
                status == null ? Map.of() : status.agreement());
    }
}
