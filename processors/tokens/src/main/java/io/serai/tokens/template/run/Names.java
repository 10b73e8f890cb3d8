package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.python.Undefined;
import org.jspecify.annotations.Nullable;

/** Variables. */
final class Names {
    private Names() {}

    /** Of the running function. */
    static final class Local extends Node {
        private final int slot;
        private final String name;

        Local(int slot, String name) {
            this.slot = slot;
            this.name = name;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = frame.slots[slot];
            return value == Missing.MISSING ? Undefined.name(name) : value;
        }
    }

    /** Of a function around. */
    static final class Outer extends Node {
        private final int hops;
        private final int slot;
        private final String name;

        Outer(int hops, int slot, String name) {
            this.hops = hops;
            this.slot = slot;
            this.name = name;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = frame.up(hops).slots[slot];
            return value == Missing.MISSING ? Undefined.name(name) : value;
        }
    }

    /** Given from outside. */
    static final class Global extends Node {
        private final int index;
        private final String name;

        Global(int index, String name) {
            this.index = index;
            this.name = name;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = frame.session.globals[index];
            return value == Missing.MISSING ? Undefined.name(name) : value;
        }
    }
}
