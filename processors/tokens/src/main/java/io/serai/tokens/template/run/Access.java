package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Methods;
import io.serai.tokens.template.python.Slices;
import io.serai.tokens.template.python.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes, items, slices. */
final class Access {
    private Access() {}

    static final class Attribute extends Node {
        private final Node target;
        private final String name;
        private final boolean onlyKey;

        Attribute(Node target, String name) {
            this.target = target;
            this.name = name;
            onlyKey = !Methods.isDictAttribute(name);
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = target.eval(frame);
            if (onlyKey && value instanceof Map<?, ?> map) {
                Object found = map.get(name);
                if (found != null) {
                    return found;
                }
            }
            return Values.attribute(value, name, frame.session.meter);
        }
    }

    static final class Item extends Node {
        private final Node target;
        private final Node key;

        Item(Node target, Node key) {
            this.target = target;
            this.key = key;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = target.eval(frame);
            Object wanted = key.eval(frame);
            if (wanted instanceof String && value instanceof Map<?, ?> map) {
                Object found = map.get(wanted);
                if (found != null) {
                    return found;
                }
            }
            return Values.item(value, wanted, frame.session.meter);
        }
    }

    static final class Slice extends Node {
        private final Node target;
        private final Node start;
        private final Node stop;
        private final Node step;

        Slice(Node target, Node start, Node stop, Node step) {
            this.target = target;
            this.start = start;
            this.stop = stop;
            this.step = step;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return Slices.of(
                    target.eval(frame), start.eval(frame), stop.eval(frame), step.eval(frame), frame.session.meter);
        }
    }
}
