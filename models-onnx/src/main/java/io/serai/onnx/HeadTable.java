package io.serai.onnx;

import io.serai.onnx.model.Head;
import io.serai.onnx.model.Manifest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which classifier serves which head: of two that have it, the later one. */
record HeadTable(Map<String, HostedClassifier> servers) {
    static HeadTable of(Collection<HostedClassifier> classifiers) {
        var servers = new LinkedHashMap<String, HostedClassifier>();
        for (HostedClassifier classifier : classifiers) {
            Manifest manifest = classifier.manifest();
            if (manifest != null) {
                manifest.headNames().forEach(head -> servers.put(head, classifier));
            }
        }
        return new HeadTable(servers);
    }

    /** What {@code head} may say; empty if nobody serves it. */
    Set<String> vocabulary(String head) {
        HostedClassifier server = servers.get(head);
        Manifest manifest = server == null ? null : server.manifest();
        return manifest == null
                ? Set.of()
                : manifest.head(head).map(Head::vocabulary).orElse(Set.of());
    }

    /** For each classifier that is needed, the heads to ask it for; null if one has none. */
    @Nullable
    Map<HostedClassifier, Set<String>> split(Set<String> heads) {
        var asked = new LinkedHashMap<HostedClassifier, Set<String>>();
        for (String head : heads) {
            HostedClassifier classifier = servers.get(head);
            if (classifier == null) {
                return null;
            }
            asked.computeIfAbsent(classifier, _ -> new LinkedHashSet<>()).add(head);
        }
        return asked;
    }
}
