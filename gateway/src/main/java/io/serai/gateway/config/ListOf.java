package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list. After a problem with an item the others are still read, to find their problems too. */
record ListOf<E>(Type<E> item, String title) implements Type<List<E>> {
    @Override
    public @Nullable List<E> read(Tree tree, String key, Reading in) {
        if (!(tree instanceof Tree.Sequence list)) {
            in.refuse(tree.place(), key, "found " + tree.kind(), "set " + expected());
            return null;
        }
        List<E> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = Key.entry(key, Integer.toString(i));
            in.resolved(list.items().get(i), path).ifPresent(found -> {
                E value = item.read(found, path, in);
                if (value != null) {
                    values.add(value);
                }
            });
        }
        return List.copyOf(values);
    }

    @Override
    public String expected() {
        return item.leaf()
                ? "a list such as [a, b], each " + item.expected()
                : "a list whose lines begin with `- `, each " + item.expected();
    }

    @Override
    public boolean leaf() {
        return item.leaf();
    }

    @Override
    public boolean secret() {
        return item.secret();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "items", item.schema());
    }
}
