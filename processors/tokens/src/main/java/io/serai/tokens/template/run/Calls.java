package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Args;
import io.serai.tokens.template.python.Builtin;
import io.serai.tokens.template.python.Callable;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Methods;
import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.python.Types;
import io.serai.tokens.template.python.Undefined;
import io.serai.tokens.template.python.Values;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of functions, methods, filters and tests. */
final class Calls {
    private Calls() {}

    static final class Call extends Node {
        private final Node callee;
        private final ArgumentNodes arguments;

        Call(Node callee, ArgumentNodes arguments) {
            this.callee = callee;
            this.arguments = arguments;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object function = callee.eval(frame);
            if (function instanceof Macro macro && arguments.plain()) {
                return macro.text(macro.frame(arguments.values(frame)), frame.session);
            }
            return Calls.call(function, arguments.eval(frame), frame);
        }

        /** What a macro writes goes out as it is written. */
        @Override
        void print(Frame frame) {
            Object function = callee.eval(frame);
            if (function instanceof Macro macro && arguments.plain()) {
                macro.run(macro.frame(arguments.values(frame)), frame.session);
            } else {
                frame.session.print(Calls.call(function, arguments.eval(frame), frame));
            }
        }
    }

    static @Nullable Object call(@Nullable Object function, Args args, Frame frame) {
        frame.session.meter.step();
        if (function instanceof Callable callable) {
            return callable.call(frame.session.meter, args);
        }
        if (function instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw Failure.of("TypeError", "'" + Types.name(function) + "' object is not callable");
    }

    /** {@code value.name(…)}, with the methods of texts and maps looked up beforehand. */
    static final class MethodCall extends Node {
        private final Node target;
        private final String name;
        private final ArgumentNodes arguments;
        private final @Nullable Builtin ofString;
        private final @Nullable Builtin ofDict;

        MethodCall(Node target, String name, ArgumentNodes arguments) {
            this.target = target;
            this.name = name;
            this.arguments = arguments;
            ofString = fitting(Methods.ofString(name));
            ofDict = fitting(Methods.ofDict(name));
        }

        private @Nullable Builtin fitting(@Nullable Builtin method) {
            return method != null && arguments.plain() && method.accepts(arguments.count()) ? method : null;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = target.eval(frame);
            Builtin method = value instanceof String ? ofString : value instanceof Map ? ofDict : null;
            if (method != null) {
                frame.session.meter.step();
                return method.callFixed(frame.session.meter, arguments.after(value, method.arity(), frame));
            }
            Object function = Values.attribute(value, name, frame.session.meter);
            return call(function, arguments.eval(frame), frame);
        }
    }

    /** A filter or a test. */
    static final class Applied extends Node {
        private final Builtin work;
        private final Node target;
        private final ArgumentNodes arguments;
        private final boolean fits;

        Applied(Builtin work, Node target, ArgumentNodes arguments) {
            this.work = work;
            this.target = target;
            this.arguments = arguments;
            fits = arguments.plain() && work.accepts(arguments.count());
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = target.eval(frame);
            frame.session.meter.step();
            return fits
                    ? work.callFixed(frame.session.meter, arguments.after(value, work.arity(), frame))
                    : work.call(frame.session.meter, value, arguments.eval(frame));
        }
    }

    /** {@code is defined}, the most frequent test. */
    static final class Defined extends Node {
        private final Node target;

        Defined(Node target) {
            this.target = target;
        }

        @Override
        Object eval(Frame frame) {
            return test(frame);
        }

        @Override
        boolean test(Frame frame) {
            return !(target.eval(frame) instanceof Undefined);
        }
    }

    /** A filter or test that does not exist, where it may never be reached. */
    static final class Unknown extends Node {
        private final String message;

        Unknown(String message) {
            this.message = message;
        }

        @Override
        Object eval(Frame frame) {
            throw Failure.of("TemplateRuntimeError", message);
        }
    }

    static @Nullable Object[] padded(@Nullable Object first, Node[] nodes, int length, Frame frame) {
        var values = new @Nullable Object[length];
        values[0] = first;
        for (int i = 0; i < nodes.length; i++) {
            values[i + 1] = nodes[i].eval(frame);
        }
        if (nodes.length + 1 < length) {
            Arrays.fill(values, nodes.length + 1, length, Missing.MISSING);
        }
        return values;
    }
}
