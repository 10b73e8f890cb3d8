package io.serai.gateway;

import io.serai.gateway.classifiers.LiveClassifiers;
import io.serai.gateway.classifiers.LiveLabels;
import io.serai.gateway.config.ConfigException;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.config.LabelChecks;
import io.serai.gateway.config.Loaded;
import org.jspecify.annotations.Nullable;

/**
 * Holds the configuration against what models can say: refuses what is known to have no effect, and warns of it where
 * only a model that went live showed it.
 */
final class LabelWatch {
    private final ConfigStore config;
    private final LiveClassifiers classifiers;
    private @Nullable Loaded seenConfig;
    private @Nullable LiveLabels seenLabels;

    LabelWatch(ConfigStore config, LiveClassifiers classifiers) {
        this.config = config;
        this.classifiers = classifiers;
    }

    /** @throws ConfigException if {@code next} asks models that are on this machine for what they cannot say */
    void check(Loaded next) throws ConfigException {
        LabelChecks.check(next, classifiers.labels(next.config().classifiers().models()));
    }

    /**
     * Warns of what live models lack, if the configuration or they have changed since the look before. What was told
     * before is not told again. One look at a time.
     */
    void look() {
        Loaded loaded = config.loaded();
        LiveLabels labels = classifiers.labels();
        if (!loaded.equals(seenConfig) || !labels.equals(seenLabels)) {
            seenConfig = loaded;
            seenLabels = labels;
            config.warn(LabelChecks.lacking(loaded, labels::of));
        }
    }
}
