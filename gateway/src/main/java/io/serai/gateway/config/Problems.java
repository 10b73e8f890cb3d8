package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong. The same thing found twice at one place, through an inherited section, counts once. */
final class Problems {
    private final Map<String, Problem> found = new LinkedHashMap<>();

    void add(Place at, String key, String seen, String remedy) {
        found.putIfAbsent(at + "\n" + seen, new Problem(at.toString(), key, seen, remedy));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether there is one with the section {@code key} of the top. */
    boolean about(String key) {
        return found.values().stream()
                .anyMatch(problem -> problem.key().equals(key) || problem.key().startsWith(key + "."));
    }

    List<Problem> list() {
        return new ArrayList<>(found.values());
    }

    /** Ends the reading if there was any problem. */
    void throwIfAny() throws ConfigException {
        if (!isEmpty()) {
            throw new ConfigException(list());
        }
    }
}
