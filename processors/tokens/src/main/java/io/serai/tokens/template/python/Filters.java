package io.serai.tokens.template.python;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja's filters, with {@code tojson} as chat templates expect it. Those of lists are in {@link ListFilters}. */
public final class Filters {
    private static final Map<String, Builtin> TABLE = table();

    private Filters() {}

    /** The filter of that name, if there is one. */
    public static @Nullable Builtin named(String name) {
        return TABLE.get(name);
    }

    private static Map<String, Builtin> table() {
        var table = new HashMap<String, Builtin>();
        values(table);
        texts(table);
        ListFilters.addTo(table);
        return Map.copyOf(table);
    }

    static void add(Map<String, Builtin> table, String name, String parameters, Builtin.Fixed work) {
        table.put(name, Builtin.of(name, parameters, work));
    }

    private static void values(Map<String, Builtin> table) {
        for (String name : List.of("default", "d")) {
            add(table, name, "default_value? boolean?", Filters::byDefault);
        }
        for (String name : List.of("length", "count")) {
            add(table, name, "", (meter, a) -> Values.length(a[0]));
        }
        add(table, "tojson", "ensure_ascii? indent? separators? sort_keys?", Json::dumps);
        add(table, "string", "", (meter, a) -> soft(a[0], meter));
        add(table, "abs", "", (meter, a) -> NumberFilters.absolute(a[0]));
        add(table, "round", "precision? method?", NumberFilters::round);
        add(table, "int", "default? base?", NumberFilters::toInteger);
        add(table, "float", "default?", NumberFilters::toFloat);
        add(table, "filesizeformat", "binary?", NumberFilters::fileSize);
        add(table, "attr", "name", (meter, a) -> attribute(a[0], StringMethods.text(a[1])));
        table.put("format", Builtin.open("format", Filters::format));
    }

    private static void texts(Map<String, Builtin> table) {
        add(table, "upper", "", (meter, a) -> text(a, meter).toUpperCase(Locale.ROOT));
        add(table, "lower", "", (meter, a) -> text(a, meter).toLowerCase(Locale.ROOT));
        add(table, "capitalize", "", (meter, a) -> Casing.capitalized(text(a, meter)));
        add(table, "title", "", (meter, a) -> TextFilters.title(text(a, meter)));
        add(table, "trim", "chars?", (meter, a) -> Stripping.strip(text(a, meter), a[1], true, true));
        add(table, "replace", "old new count?", Filters::replace);
        add(table, "center", "width?", (meter, a) -> method("center", meter, text(a, meter), or(a[1], 80L)));
        add(table, "indent", "width? first? blank?", TextFilters::indent);
        add(table, "truncate", "length? killwords? end? leeway?", TextFilters::truncate);
        add(table, "wordcount", "", (meter, a) -> TextFilters.wordCount(text(a, meter)));
        add(table, "striptags", "", (meter, a) -> TextFilters.withoutTags(text(a, meter)));
        add(table, "urlencode", "", TextFilters::urlEncode);
        add(table, "xmlattr", "autospace?", TextFilters::xmlAttributes);
        add(table, "safe", "", (meter, a) -> new Markup(text(a, meter)));
        for (String name : List.of("escape", "e")) {
            add(table, name, "", (meter, a) -> new Markup(Markup.escaped(a[0], meter)));
        }
        add(table, "forceescape", "", (meter, a) -> new Markup(Markup.escaped(text(a, meter), meter)));
    }

    /** The value printed; prints of long texts count. */
    static String text(@Nullable Object[] a, Meter meter) {
        String text = Repr.str(a[0], meter);
        meter.make(text.length());
        return text;
    }

    static @Nullable Object or(@Nullable Object value, @Nullable Object byDefault) {
        return value == Missing.MISSING ? byDefault : value;
    }

    static boolean flag(@Nullable Object value) {
        return value != Missing.MISSING && Types.truth(value);
    }

    private static @Nullable Object method(String name, Meter meter, String text, @Nullable Object argument) {
        Builtin method = StringMethods.TABLE.get(name);
        return method == null ? text : method.call(meter, text, Args.of(argument));
    }

    private static Object soft(@Nullable Object value, Meter meter) {
        return value instanceof Markup ? value : Repr.str(value, meter);
    }

    private static @Nullable Object byDefault(Meter meter, @Nullable Object[] a) {
        if (a[0] instanceof Undefined || (flag(a[2]) && !Types.truth(a[0]))) {
            return or(a[1], "");
        }
        return a[0];
    }

    private static @Nullable Object attribute(@Nullable Object value, String name) {
        Object found = Values.attributeOnly(value, name);
        return found == Missing.MISSING ? Undefined.of(value, name) : found;
    }

    private static Object replace(Meter meter, @Nullable Object[] a) {
        Object count = or(a[3], null);
        return StringMethods.replace(
                Repr.str(a[0], meter),
                Repr.str(a[1], meter),
                Repr.str(a[2], meter),
                count == null ? -1 : Types.longIndex(count),
                meter);
    }

    private static Object format(Meter meter, @Nullable Object self, Args args) {
        if (args.positional().length > 0 && !args.named().isEmpty()) {
            throw Failure.of("FilterArgumentError", "can't handle positional and keyword arguments at the same time");
        }
        Object values = args.named().isEmpty() ? Tuple.of(args.positional()) : args.named();
        return Operators.modulo(soft(self, meter), values, meter);
    }
}
