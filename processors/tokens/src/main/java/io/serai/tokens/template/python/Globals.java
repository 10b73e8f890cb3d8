package io.serai.tokens.template.python;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that every template can call. */
public final class Globals {
    private static final Map<String, Callable> TABLE = Map.of(
            "range", (Function) Globals::range,
            "dict", (Function) Globals::dict,
            "namespace", (Function) (meter, args) -> new Namespace(dict(meter, args)),
            "raise_exception", (Function) Globals::raise,
            "cycler", (Function) (meter, args) -> new Cycler(args.positional()),
            "joiner", (Function) (meter, args) -> new Joiner(argument(args, "sep", ", ")));

    private Globals() {}

    /** A function of this class as a value. */
    @FunctionalInterface
    private interface Function extends Callable {}

    /** The function of that name, or {@link Missing#MISSING}. */
    public static Object named(String name, InstantSource clock, ZoneId zone) {
        if (name.equals("strftime_now")) {
            return (Function) (meter, args) -> Strftime.format(
                    StringMethods.text(argument(args, "format", Missing.MISSING)),
                    clock.instant().atZone(zone),
                    meter);
        }
        Callable function = TABLE.get(name);
        return function == null ? Missing.MISSING : function;
    }

    /** Whether there is a function of that name. */
    public static boolean has(String name) {
        return name.equals("strftime_now") || TABLE.containsKey(name);
    }

    private static @Nullable Object argument(Args args, String name, @Nullable Object byDefault) {
        if (args.positional().length > 0) {
            return args.positional()[0];
        }
        return args.named().isEmpty() ? byDefault : args.named().getOrDefault(name, byDefault);
    }

    private static Object raise(Meter meter, Args args) {
        Object message = argument(args, "message", Missing.MISSING);
        if (message == Missing.MISSING) {
            throw Failure.type("raise_exception() missing required argument: 'message'");
        }
        throw Failure.raised(Repr.str(message, meter));
    }

    private static Object range(Meter meter, Args args) {
        @Nullable Object[] given = args.positional();
        return switch (given.length) {
            case 1 -> Range.of(0, Types.longIndex(given[0]), 1);
            case 2 -> Range.of(Types.longIndex(given[0]), Types.longIndex(given[1]), 1);
            case 3 -> Range.of(Types.longIndex(given[0]), Types.longIndex(given[1]), Types.longIndex(given[2]));
            default -> throw Failure.type("range expected 1 to 3 arguments, got " + given.length);
        };
    }

    private static Map<@Nullable Object, @Nullable Object> dict(Meter meter, Args args) {
        if (args.positional().length > 1) {
            throw Failure.type("dict expected at most 1 argument, got " + args.positional().length);
        }
        var dict = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        if (args.positional().length == 1) {
            fill(dict, args.positional()[0], meter);
        }
        dict.putAll(args.named());
        return dict;
    }

    private static void fill(Map<@Nullable Object, @Nullable Object> dict, @Nullable Object source, Meter meter) {
        if (source instanceof Map<?, ?> map) {
            meter.makeObjects(map.size());
            dict.putAll(map);
            return;
        }
        for (Object element : Values.list(source, meter)) {
            var pair = Values.list(element, meter);
            if (pair.size() != 2) {
                throw Failure.value("dictionary update sequence element #" + dict.size() + " has length " + pair.size()
                        + "; 2 is required");
            }
            dict.put(Keys.of(pair.get(0), meter), pair.get(1));
        }
    }

    /** Gives its values in turn. */
    private static final class Cycler implements PyObject {
        private final @Nullable Object[] items;
        private int pos;

        Cycler(@Nullable Object[] items) {
            if (items.length == 0) {
                throw Failure.of("RuntimeError", "at least one item has to be provided");
            }
            this.items = items;
        }

        @Override
        public String typeName() {
            return "Cycler";
        }

        @Override
        public @Nullable Object attribute(String name) {
            return switch (name) {
                case "current" -> items[pos];
                case "next" -> (Function) (meter, args) -> next();
                case "reset" -> (Function) (meter, args) -> reset();
                case "pos" -> (long) pos;
                case "items" -> Tuple.of(items);
                default -> Missing.MISSING;
            };
        }

        private @Nullable Object next() {
            Object item = items[pos];
            pos = (pos + 1) % items.length;
            return item;
        }

        private @Nullable Object reset() {
            pos = 0;
            return null;
        }
    }

    /** Gives nothing the first time, then the separator. */
    private static final class Joiner implements Callable {
        private final @Nullable Object separator;
        private boolean used;

        Joiner(@Nullable Object separator) {
            this.separator = separator;
        }

        @Override
        public String typeName() {
            return "Joiner";
        }

        @Override
        public @Nullable Object call(Meter meter, Args args) {
            boolean first = !used;
            used = true;
            return first ? "" : separator;
        }
    }
}
