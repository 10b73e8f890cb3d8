package io.serai.gateway.classifiers;

import io.serai.gateway.config.ModelLabels;
import io.serai.onnx.model.Head;
import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels of models, by their manifests.
 *
 * @param models in the order of configuration: of two that have a head the later one serves it
 */
record HeadLabels(List<Model> models) implements ModelLabels {
    /**
     * One classifier.
     *
     * @param live   of its model; empty if that is not at hand
     * @param shadow of its candidate; empty without one, or if that is not at hand
     * @param shadowUnknown whether there is a candidate that is not at hand
     */
    record Model(Optional<Manifest> live, Optional<Manifest> shadow, boolean shadowUnknown) {
        /** By the manifests of folders, each null where it is not known. */
        static Model read(@Nullable Path live, boolean hasShadow, @Nullable Path shadow) {
            Optional<Manifest> beside = manifest(shadow);
            return new Model(manifest(live), beside, hasShadow && beside.isEmpty());
        }

        private static Optional<Manifest> manifest(@Nullable Path folder) {
            try {
                return folder == null ? Optional.empty() : Optional.of(Manifest.read(folder));
            } catch (ModelException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public Optional<Set<String>> live(String head) {
        for (Model model : models.reversed()) {
            if (model.live.isEmpty()) {
                return Optional.empty();
            }
            Optional<Head> found = model.live.get().head(head);
            if (found.isPresent()) {
                return Optional.of(found.get().vocabulary());
            }
        }
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> possible(String head) {
        Optional<Set<String>> live = live(head);
        if (live.isEmpty() || models.stream().anyMatch(Model::shadowUnknown)) {
            return Optional.empty();
        }
        var all = new HashSet<>(live.get());
        models.stream()
                .flatMap(model -> model.shadow.stream())
                .flatMap(shadow -> shadow.head(head).stream())
                .forEach(found -> all.addAll(found.vocabulary()));
        return Optional.of(all);
    }
}
