package io.serai.gateway;

import io.serai.gateway.classifiers.LiveClassifiers;
import io.serai.gateway.config.ConfigException;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.config.LabelChecks;
import io.serai.gateway.config.Loaded;
import io.serai.gateway.config.ModelLabels;
import java.util.List;

/**
 * Holds the configuration against what models can say: refuses what is known to have no effect, and warns of it where
 * only a model that went live showed it.
 */
final class LabelWatch {
    private final ConfigStore config;
    private final LiveClassifiers classifiers;

    LabelWatch(ConfigStore config, LiveClassifiers classifiers) {
        this.config = config;
        this.classifiers = classifiers;
    }

    /** @throws ConfigException if {@code next} asks models that are on this machine for what they cannot say */
    void check(Loaded next) throws ConfigException {
        LabelChecks.check(next, labels(next));
    }

    private ModelLabels labels(Loaded loaded) {
        return classifiers.labels(loaded.config().classifiers().models());
    }

    /** Warns of what models lack as they are now; what was told before is not told again. */
    void look() {
        Loaded loaded = config.loaded();
        boolean asks = !loaded.config().pii().policies().isEmpty()
                || !loaded.config().routing().isEmpty();
        config.warn(asks ? LabelChecks.lacking(loaded, labels(loaded)) : List.of());
    }
}
