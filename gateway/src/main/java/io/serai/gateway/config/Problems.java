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
