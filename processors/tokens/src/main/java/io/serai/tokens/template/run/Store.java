package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Namespace;
import io.serai.tokens.template.python.Types;
import io.serai.tokens.template.python.Values;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value goes. */
abstract class Store {
    abstract void store(Frame frame, @Nullable Object value);

    /** Fails before the value is computed, if it cannot be stored. */
    void check(Frame frame) {
        // a variable takes any value
    }

    static final class Slot extends Store {
        private final int slot;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        void store(Frame frame, @Nullable Object value) {
            frame.slots[slot] = value;
        }
    }

    static final class OfNamespace extends Store {
        private final Node namespace;
        private final String attribute;

        OfNamespace(Node namespace, String attribute) {
            this.namespace = namespace;
            this.attribute = attribute;
        }

        @Override
        void check(Frame frame) {
            namespace(frame);
        }

        private Namespace namespace(Frame frame) {
            if (namespace.eval(frame) instanceof Namespace found) {
                return found;
            }
            throw Failure.of("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
        }

        @Override
        void store(Frame frame, @Nullable Object value) {
            namespace(frame).set(attribute, value);
        }
    }

    static final class Unpacked extends Store {
        private final Store[] targets;

        Unpacked(Store[] targets) {
            this.targets = targets;
        }

        @Override
        void check(Frame frame) {
            for (Store target : targets) {
                target.check(frame);
            }
        }

        @Override
        void store(Frame frame, @Nullable Object value) {
            if (value instanceof List<?> list && list.size() == targets.length) {
                for (int i = 0; i < targets.length; i++) {
                    targets[i].store(frame, list.get(i));
                }
                return;
            }
            if (!Types.isIterable(value, frame.session.meter)) {
                throw Failure.of("TypeError", "cannot unpack non-iterable " + Types.name(value) + " object");
            }
            Iterator<@Nullable Object> elements = Values.elements(value, frame.session.meter);
            var values = new @Nullable Object[targets.length];
            for (int i = 0; i < targets.length; i++) {
                if (!elements.hasNext()) {
                    throw Failure.of(
                            "ValueError",
                            "not enough values to unpack (expected " + targets.length + ", got " + i + ")");
                }
                values[i] = elements.next();
            }
            if (elements.hasNext()) {
                throw Failure.of("ValueError", "too many values to unpack (expected " + targets.length + ")");
            }
            for (int i = 0; i < targets.length; i++) {
                targets[i].store(frame, values[i]);
            }
        }
    }
}
