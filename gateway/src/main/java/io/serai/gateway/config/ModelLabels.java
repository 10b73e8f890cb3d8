package io.serai.gateway.config;

import java.util.Optional;
import java.util.Set;

/** What classifiers can say, as far as their manifests are at hand. */
public interface ModelLabels {
    /**
     * Labels of {@code head} from the model that serves it: types of personal data, intents, bands.
     *
     * @return empty while a model that may serve it is not at hand; an empty set where no model has the head
     */
    Optional<Set<String>> live(String head);

    /** As {@link #live}, with the labels of candidates that may take its place. */
    Optional<Set<String>> possible(String head);
}
