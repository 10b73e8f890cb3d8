package io.serai.gateway.classifiers;

import io.serai.onnx.ClassifierStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which classifier serves which head: of two that have it, the later one.
 *
 * @param names  of all classifiers
 * @param hosted those whose models are known, in the order of configuration
 */
public record ServedHeads(Set<String> names, List<ClassifierStatus> hosted) {
    /** The heads that classifier {@code name} serves; empty if there is no such classifier. */
    Optional<Set<String>> of(String name) {
        if (!names.contains(name)) {
            return Optional.empty();
        }
        Map<String, String> servers = servers(name);
        servers.values().removeIf(server -> !server.equals(name));
        return Optional.of(servers.keySet());
    }

    /** By head, the classifier that serves it. */
    public Map<String, String> servers() {
        var servers = new LinkedHashMap<String, String>();
        for (ClassifierStatus status : hosted) {
            heads(status).forEach(head -> servers.put(head, status.name()));
        }
        return servers;
    }

    /** The part of {@link #servers()} for the heads that the model of classifier {@code name} has. */
    Map<String, String> servers(String name) {
        var own = new LinkedHashSet<String>();
        hosted.stream().filter(it -> it.name().equals(name)).forEach(it -> own.addAll(heads(it)));
        Map<String, String> servers = servers();
        servers.keySet().retainAll(own);
        return servers;
    }

    private static List<String> heads(ClassifierStatus status) {
        return status.live() == null ? List.of() : status.live().heads();
    }
}
