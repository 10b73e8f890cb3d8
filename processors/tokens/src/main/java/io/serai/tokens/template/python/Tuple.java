package io.serai.tokens.template.python;

import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's tuple. A list too, so that whatever takes a list takes it; ask for it first where they differ. */
public final class Tuple extends AbstractList<@Nullable Object> {
    public static final Tuple EMPTY = new Tuple();

    private final @Nullable Object[] items;
    private final List<String> names;

    private Tuple(@Nullable Object[] items, List<String> names) {
        this.items = items;
        this.names = names;
    }

    private Tuple() {
        this(new Object[0], List.of());
    }

    /** Of {@code items}, which is not copied. */
    public static Tuple of(@Nullable Object... items) {
        return new Tuple(items, List.of());
    }

    /** With names for its elements, as {@code groupby} gives them. */
    static Tuple named(List<String> names, @Nullable Object... items) {
        return new Tuple(items, names);
    }

    @Nullable
    Object attribute(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Missing.MISSING : items[index];
    }

    @Override
    public @Nullable Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }
}
