package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Args;
import io.serai.tokens.template.python.Callable;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.python.Repr;
import io.serai.tokens.template.python.Tuple;
import io.serai.tokens.template.python.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a {@code call} block, with the variables around it. */
final class Macro implements Callable {
    private final Definition definition;
    private final Frame around;

    Macro(Definition definition, Frame around) {
        this.definition = definition;
        this.around = around;
    }

    /**
     * What is the same in every call. Filled while the body is compiled, which may name the macro itself.
     *
     * <p>The first slots of the frame are the parameters. A special one has a slot of -1 where the body does not name it.
     */
    static final class Definition {
        final @Nullable String name;
        final List<String> parameters;
        int frameSize;
        int callerSlot = -1;
        int kwargsSlot = -1;
        int varargsSlot = -1;
        boolean explicitCaller;

        @Nullable
        Node[] defaults = {};

        Op body = Op.NOTHING;
        Scope.Entry entry = Scope.Entry.NONE;

        Definition(@Nullable String name, List<String> parameters) {
            this.name = name;
            this.parameters = parameters;
        }

        private boolean simple() {
            return callerSlot < 0 && kwargsSlot < 0 && varargsSlot < 0 && !explicitCaller;
        }
    }

    @Override
    public @Nullable Object call(Meter meter, Args args) {
        return text(frame(args), around.session);
    }

    /** A frame with arguments that have no names. */
    Frame frame(@Nullable Object[] values) {
        if (!definition.simple() || values.length > definition.parameters.size()) {
            return frame(new Args(values, Map.of()));
        }
        Frame frame = new Frame(definition.frameSize, around.session, around);
        System.arraycopy(values, 0, frame.slots, 0, values.length);
        return frame;
    }

    private Frame frame(Args args) {
        List<String> parameters = definition.parameters;
        Frame frame = new Frame(definition.frameSize, around.session, around);
        @Nullable Object[] given = args.positional();
        int taken = Math.min(given.length, parameters.size());
        System.arraycopy(given, 0, frame.slots, 0, taken);
        var named = new LinkedHashMap<>(args.named());
        boolean callerFound = definition.explicitCaller && taken == parameters.size();
        for (int i = taken; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            callerFound |= parameter.equals("caller");
            if (named.containsKey(parameter)) {
                frame.slots[i] = named.remove(parameter);
            }
        }
        if (definition.callerSlot >= 0 && !callerFound) {
            Object caller = named.remove("caller");
            frame.slots[definition.callerSlot] = caller == null ? Undefined.hint("No caller defined") : caller;
        }
        rest(frame, given, named);
        return frame;
    }

    /** What no parameter takes. */
    private void rest(Frame frame, @Nullable Object[] given, Map<String, @Nullable Object> named) {
        String name = definition.name == null ? "None" : Repr.str("'" + definition.name + "'", around.session.meter);
        if (definition.kwargsSlot >= 0) {
            frame.slots[definition.kwargsSlot] = named;
        } else if (!named.isEmpty()) {
            String first = named.keySet().iterator().next();
            String message = named.containsKey("caller")
                    ? " was invoked with two values for the special caller argument. This is most likely a bug."
                    : " takes no keyword argument '" + first + "'";
            throw Failure.of("TypeError", "macro " + name + message);
        }
        int count = definition.parameters.size();
        if (definition.varargsSlot >= 0) {
            int from = Math.min(count, given.length);
            frame.slots[definition.varargsSlot] = Tuple.of(Arrays.copyOfRange(given, from, given.length));
        } else if (given.length > count) {
            throw Failure.of("TypeError", "macro " + name + " takes not more than " + count + " argument(s)");
        }
    }

    String text(Frame frame, Session session) {
        int mark = session.out.length();
        run(frame, session);
        return session.taken(mark);
    }

    void run(Frame frame, Session session) {
        session.meter.enter();
        session.meter.step();
        definition.entry.enter(frame);
        for (int i = 0; i < definition.parameters.size(); i++) {
            if (frame.slots[i] == Missing.MISSING) {
                frame.slots[i] = byDefault(i, frame);
            }
        }
        definition.body.exec(frame);
        session.meter.leave();
    }

    private @Nullable Object byDefault(int parameter, Frame frame) {
        Node byDefault = definition.defaults[parameter];
        if (byDefault == null) {
            return Undefined.hint("parameter '" + definition.parameters.get(parameter) + "' was not provided");
        }
        return byDefault.eval(frame);
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> definition.name;
            case "arguments" -> Tuple.of(new ArrayList<@Nullable Object>(definition.parameters).toArray());
            case "catch_kwargs" -> definition.kwargsSlot >= 0;
            case "catch_varargs" -> definition.varargsSlot >= 0;
            case "caller" -> definition.callerSlot >= 0;
            default -> Missing.MISSING;
        };
    }

    @Override
    public void repr(Repr out) {
        out.raw(definition.name == null ? "<Macro anonymous>" : "<Macro '" + definition.name + "'>");
    }
}
