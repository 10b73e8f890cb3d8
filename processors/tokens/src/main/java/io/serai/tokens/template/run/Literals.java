package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Keys;
import io.serai.tokens.template.python.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Values that are written out. */
final class Literals {
    private Literals() {}

    static final class Const extends Node {
        final @Nullable Object value;

        Const(@Nullable Object value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return value;
        }
    }

    /** A tuple or a list. */
    static final class Items extends Node {
        private final Node[] items;
        private final boolean tuple;

        Items(Node[] items, boolean tuple) {
            this.items = items;
            this.tuple = tuple;
        }

        @Override
        Object eval(Frame frame) {
            frame.session.meter.makeList(items.length);
            @Nullable Object[] values = all(items, frame);
            return tuple ? Tuple.of(values) : new ArrayList<>(Arrays.asList(values));
        }
    }

    static final class Dict extends Node {
        private final Node[] keysAndValues;

        Dict(Node[] keysAndValues) {
            this.keysAndValues = keysAndValues;
        }

        @Override
        Object eval(Frame frame) {
            frame.session.meter.makeObjects(1L + keysAndValues.length);
            var dict = new LinkedHashMap<@Nullable Object, @Nullable Object>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                Object key = Keys.of(keysAndValues[i].eval(frame), frame.session.meter);
                dict.put(key, keysAndValues[i + 1].eval(frame));
            }
            return dict;
        }
    }
}
