package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Args;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Types;
import io.serai.tokens.template.python.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, ready to be computed. */
final class ArgumentNodes {
    private final Node[] positional;
    private final String[] names;
    private final Node[] named;
    private final @Nullable Node star;
    private final @Nullable Node doubleStar;

    ArgumentNodes(Node[] positional, String[] names, Node[] named, @Nullable Node star, @Nullable Node doubleStar) {
        this.positional = positional;
        this.names = names;
        this.named = named;
        this.star = star;
        this.doubleStar = doubleStar;
    }

    /** Whether all are given one by one and without names. */
    boolean plain() {
        return names.length == 0 && star == null && doubleStar == null;
    }

    int count() {
        return positional.length;
    }

    @Nullable
    Object[] values(Frame frame) {
        return Node.all(positional, frame);
    }

    /** {@code self} and the plain arguments, in an array of {@code length}. */
    @Nullable
    Object[] after(@Nullable Object self, int length, Frame frame) {
        return Calls.padded(self, positional, length, frame);
    }

    Args eval(Frame frame) {
        @Nullable Object[] values = values(frame);
        if (plain()) {
            return new Args(values, Map.of());
        }
        Meter meter = frame.session.meter;
        if (star != null) {
            List<@Nullable Object> all = new ArrayList<>(List.of());
            for (Object value : values) {
                all.add(value);
            }
            all.addAll(Values.list(star.eval(frame), meter));
            values = all.toArray();
        }
        var byName = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], named[i].eval(frame));
        }
        if (doubleStar != null) {
            unpack(doubleStar.eval(frame), byName);
        }
        return new Args(values, byName);
    }

    private static void unpack(@Nullable Object value, Map<String, @Nullable Object> byName) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Failure.of("TypeError", "argument after ** must be a mapping, not " + Types.name(value));
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw Failure.of("TypeError", "keywords must be strings");
            }
            if (byName.containsKey(name)) {
                throw Failure.of("TypeError", "got multiple values for keyword argument '" + name + "'");
            }
            byName.put(name, entry.getValue());
        }
    }
}
