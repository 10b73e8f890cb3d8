package io.serai.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of a worker: a list of names, or a section of public names, each with the worker's own name for it. */
record ModelNames() implements Type<Map<String, String>> {
    private static final Type<String> NAME = Types.text("the name of a model");

    @Override
    public @Nullable Map<String, String> read(Tree tree, String key, Reading in) {
        if (tree instanceof Tree.Mapping) {
            return new MapOf<>(NAME, title()).read(tree, key, in);
        }
        if (!(tree instanceof Tree.Sequence)) {
            in.refuse(tree.place(), key, "found " + tree.kind(), "set " + expected());
            return null;
        }
        List<String> names = new ListOf<>(NAME, title()).read(tree, key, in);
        if (names == null) {
            return null;
        }
        Map<String, String> same = new LinkedHashMap<>();
        names.forEach(name -> same.put(name, name));
        return Collections.unmodifiableMap(same);
    }

    @Override
    public String title() {
        return "list of names, or public name: worker's name";
    }

    @Override
    public String expected() {
        return "a list of model names, or a section `public name: the worker's name for it`";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "anyOf",
                List.of(
                        Map.of("type", "array", "items", NAME.schema()),
                        Map.of("type", "object", "additionalProperties", NAME.schema())));
    }
}
