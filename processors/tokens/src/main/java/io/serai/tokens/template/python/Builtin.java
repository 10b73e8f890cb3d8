package io.serai.tokens.template.python;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function, method, filter or test that Python or Jinja brings along. What it works on comes first: the text of a
 * method, the value of a filter.
 */
public final class Builtin {
    private final String name;
    private final String[] parameters;
    private final int required;
    private final @Nullable Fixed fixed;
    private final @Nullable Open open;

    /** The work, with every parameter in its place; {@link Missing#MISSING} for one that is not given. */
    @FunctionalInterface
    public interface Fixed {
        @Nullable
        Object call(Meter meter, @Nullable Object[] values);
    }

    /** The work, with arguments of any number and name. */
    @FunctionalInterface
    public interface Open {
        @Nullable
        Object call(Meter meter, @Nullable Object self, Args args);
    }

    private Builtin(String name, String[] parameters, int required, @Nullable Fixed fixed, @Nullable Open open) {
        this.name = name;
        this.parameters = parameters;
        this.required = required;
        this.fixed = fixed;
        this.open = open;
    }

    /** With {@code parameters}: names, separated by spaces, without the first value; optional ones end with {@code ?}. */
    public static Builtin of(String name, String parameters, Fixed work) {
        String[] names = parameters.isEmpty() ? new String[0] : parameters.split(" ");
        int required = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i].endsWith("?")) {
                names[i] = names[i].substring(0, names[i].length() - 1);
            } else {
                required++;
            }
        }
        return new Builtin(name, names, required, work, null);
    }

    public static Builtin open(String name, Open work) {
        return new Builtin(name, new String[0], 0, null, work);
    }

    /** This method of texts, with the reading of the text counted; what it makes of it is the method's own to count. */
    Builtin scanning() {
        Fixed inner = fixed;
        Open other = open;
        Fixed counted = inner == null
                ? null
                : (meter, values) -> {
                    scan(meter, values[0]);
                    return inner.call(meter, values);
                };
        Open countedOpen = other == null
                ? null
                : (meter, self, args) -> {
                    scan(meter, self);
                    return other.call(meter, self, args);
                };
        return new Builtin(name, parameters, required, counted, countedOpen);
    }

    private static void scan(Meter meter, @Nullable Object self) {
        if (self instanceof String text) {
            meter.scan(text.length());
        }
    }

    public String name() {
        return name;
    }

    /** Number of values that {@link #callFixed} takes, self included; -1 where any number goes. */
    public int arity() {
        return fixed == null ? -1 : parameters.length + 1;
    }

    /** Whether so many arguments, self not counted, can be given without names. */
    public boolean accepts(int arguments) {
        return fixed != null && arguments >= required && arguments <= parameters.length;
    }

    /** With {@code values} of the length {@link #arity()}, self first. */
    public @Nullable Object callFixed(Meter meter, @Nullable Object[] values) {
        if (fixed == null) {
            throw new IllegalStateException(name + " has no fixed parameters");
        }
        return fixed.call(meter, values);
    }

    public @Nullable Object call(Meter meter, @Nullable Object self, Args args) {
        return open != null ? open.call(meter, self, args) : callFixed(meter, bound(self, args));
    }

    private @Nullable Object[] bound(@Nullable Object self, Args args) {
        int given = args.positional().length;
        if (given > parameters.length) {
            throw Failure.type("%s() takes at most %d arguments (%d given)".formatted(name, parameters.length, given));
        }
        var values = new @Nullable Object[parameters.length + 1];
        Arrays.fill(values, Missing.MISSING);
        values[0] = self;
        System.arraycopy(args.positional(), 0, values, 1, given);
        for (Map.Entry<String, @Nullable Object> entry : args.named().entrySet()) {
            bind(values, entry.getKey(), entry.getValue());
        }
        for (int i = given; i < required; i++) {
            if (values[i + 1] == Missing.MISSING) {
                throw Failure.type(name + "() missing required argument: '" + parameters[i] + "'");
            }
        }
        return values;
    }

    private void bind(@Nullable Object[] values, String parameter, @Nullable Object value) {
        int index = Arrays.asList(parameters).indexOf(parameter) + 1;
        if (index == 0) {
            throw Failure.type(name + "() got an unexpected keyword argument '" + parameter + "'");
        }
        if (values[index] != Missing.MISSING) {
            throw Failure.type(name + "() got multiple values for argument '" + parameter + "'");
        }
        values[index] = value;
    }

    /** As a value: bound to the object it is a method of. */
    public Callable on(@Nullable Object self) {
        return new Bound(this, self);
    }

    private record Bound(Builtin method, @Nullable Object self) implements Callable {
        @Override
        public String typeName() {
            return "builtin_function_or_method";
        }

        @Override
        public @Nullable Object call(Meter meter, Args args) {
            return method.call(meter, self, args);
        }

        @Override
        public void repr(Repr out) {
            out.raw("<built-in method " + method.name() + " of " + Types.name(self) + " object>");
        }
    }
}
