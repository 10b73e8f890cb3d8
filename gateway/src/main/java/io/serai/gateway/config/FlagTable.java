package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All flags that set options, found by walking the declarations. */
final class FlagTable {
    /**
     * A flag and the option that it sets.
     *
     * @param path keys down to the option
     */
    record Bound(Flag flag, Option<?> option, List<String> path) {}

    private final Map<String, Bound> byName = new LinkedHashMap<>();

    FlagTable() {
        collect(SeraiConfig.SECTION, List.of());
    }

    private void collect(Section<?> section, List<String> above) {
        for (Option<?> option : section.options()) {
            List<String> path = new ArrayList<>(above);
            path.add(option.key());
            for (Flag flag : option.flags()) {
                byName.put(flag.name(), new Bound(flag, option, List.copyOf(path)));
            }
            if (option.type() instanceof Section<?> inner) {
                collect(inner, path);
            }
        }
    }

    Optional<Bound> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of the reference. */
    List<Bound> all() {
        return List.copyOf(byName.values());
    }
}
