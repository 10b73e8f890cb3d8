package io.serai.gateway.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values read for one section: what a record is made of. */
final class Values {
    private final Map<String, Object> values = new HashMap<>();
    private final Tree.Mapping tree;
    private final String path;
    private final Reading in;

    Values(Tree.Mapping tree, String path, Reading in) {
        this.tree = tree;
        this.path = path;
        this.in = in;
    }

    void put(Option<?> option, Object value) {
        values.put(option.key(), value);
    }

    boolean has(Option<?> option) {
        return values.containsKey(option.key());
    }

    /** Value or default of an option that has either. */
    <T> T get(Option<T> option) {
        T value = find(option);
        if (value == null) {
            throw new IllegalStateException("option " + option.key() + " has no default: use find()");
        }
        return value;
    }

    /** Value or default, or null. */
    @SuppressWarnings("unchecked") // put() stores what the option's own type has read
    <T> @Nullable T find(Option<T> option) {
        return (T) values.get(option.key());
    }

    /** Reports a value that does not go with another. */
    void refuse(Option<?> option, String seen, String remedy) {
        Tree.Entry entry = tree.entries().get(option.key());
        Place at = entry == null ? tree.place() : entry.value().place();
        in.refuse(at, Key.join(path, option.key()), seen, remedy);
    }
}
