package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code items()}, {@code keys()} and {@code values()} give: elements without index. */
public record DictView(Map<?, ?> map, Kind kind) implements PyObject {
    /** What of each entry is an element. */
    public enum Kind {
        ITEMS,
        KEYS,
        VALUES
    }

    @Override
    public String typeName() {
        return switch (kind) {
            case ITEMS -> "dict_items";
            case KEYS -> "dict_keys";
            case VALUES -> "dict_values";
        };
    }

    @Override
    public boolean truth() {
        return !map.isEmpty();
    }

    @Override
    public long length() {
        return map.size();
    }

    @Override
    public Iterator<@Nullable Object> iterator(Meter meter) {
        var entries = map.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public @Nullable Object next() {
                return element(entries.next());
            }
        };
    }

    private @Nullable Object element(Map.Entry<?, ?> entry) {
        return switch (kind) {
            case ITEMS -> Tuple.of(Keys.original(entry.getKey()), entry.getValue());
            case KEYS -> Keys.original(entry.getKey());
            case VALUES -> entry.getValue();
        };
    }

    List<@Nullable Object> elements(Meter meter) {
        meter.makeObjects(map.size());
        var elements = new ArrayList<@Nullable Object>(map.size());
        iterator(meter).forEachRemaining(elements::add);
        return elements;
    }

    @Override
    public void repr(Repr out) {
        out.raw(typeName());
        out.raw("(");
        out.repr(elements(out.meter()));
        out.raw(")");
    }
}
