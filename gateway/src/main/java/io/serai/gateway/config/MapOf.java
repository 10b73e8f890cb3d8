package io.serai.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section whose keys the user chooses. */
record MapOf<E>(Type<E> item, String title) implements Type<Map<String, E>> {
    @Override
    public @Nullable Map<String, E> read(Tree tree, String key, Reading in) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            in.refuse(tree.place(), key, "found " + tree.kind(), "set " + expected());
            return null;
        }
        Map<String, E> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            String path = Key.entry(key, name);
            if (name.isBlank()) {
                in.refuse(entry.place(), path, "an empty name", "write a name");
            }
            in.resolved(entry.value(), path).ifPresent(found -> {
                E value = item.read(found, path, in);
                if (value != null) {
                    values.put(name, value);
                }
            });
        });
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String expected() {
        return "a section of names, each with " + item.expected();
    }

    @Override
    public boolean leaf() {
        return item.leaf();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", item.schema());
    }
}
