package io.serai.gateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list that is not empty; a single value stands for a list of it. */
record OneOrMore<E>(Type<E> item, String title) implements Type<List<E>> {
    @Override
    public @Nullable List<E> read(Tree tree, String key, Reading in) {
        if (tree instanceof Tree.Scalar) {
            E value = item.read(tree, key, in);
            return value == null ? null : List.of(value);
        }
        if (tree instanceof Tree.Sequence list && list.items().isEmpty()) {
            in.refuse(tree.place(), key, "found an empty list", "set " + expected() + ", or leave the key out");
            return null;
        }
        return new ListOf<>(item, title).read(tree, key, in);
    }

    @Override
    public String expected() {
        return item.expected() + ", or a list of such";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(item.schema(), Map.of("type", "array", "items", item.schema(), "minItems", 1)));
    }
}
