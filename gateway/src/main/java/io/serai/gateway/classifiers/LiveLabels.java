package io.serai.gateway.classifiers;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the live models say. A value: alike as long as no model goes live that says something else.
 *
 * @param byHead   labels by head, of the models whose heads no model that is still to come may take over
 * @param complete whether these are all models
 */
public record LiveLabels(Map<String, Set<String>> byHead, boolean complete) {
    /**
     * Labels of {@code head}.
     *
     * @return empty while a model that may serve it is not live; an empty set where no model has the head
     */
    public Optional<Set<String>> of(String head) {
        Set<String> labels = byHead.get(head);
        return labels == null && complete ? Optional.of(Set.of()) : Optional.ofNullable(labels);
    }
}
