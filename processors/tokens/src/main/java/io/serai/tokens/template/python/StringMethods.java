package io.serai.tokens.template.python;

import static java.util.Objects.requireNonNull;

import io.serai.tokens.template.syntax.Blanks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str}. */
final class StringMethods {
    static final Map<String, Builtin> TABLE = Methods.ofTexts(
            Builtin.of("strip", "chars?", (meter, a) -> stripped(a, true, true, meter)),
            Builtin.of("lstrip", "chars?", (meter, a) -> stripped(a, true, false, meter)),
            Builtin.of("rstrip", "chars?", (meter, a) -> stripped(a, false, true, meter)),
            Builtin.of("split", "sep? maxsplit?", (meter, a) -> Splitting.split(self(a), a[1], a[2], meter)),
            Builtin.of("rsplit", "sep? maxsplit?", (meter, a) -> Splitting.rsplit(self(a), a[1], a[2], meter)),
            Builtin.of("splitlines", "keepends?", (meter, a) -> Splitting.lines(self(a), flag(a[1]), meter)),
            Builtin.of("partition", "sep", (meter, a) -> partition(a, false, meter)),
            Builtin.of("rpartition", "sep", (meter, a) -> partition(a, true, meter)),
            Builtin.of("startswith", "prefix start? end?", (meter, a) -> affix(a, "startswith", meter)),
            Builtin.of("endswith", "suffix start? end?", (meter, a) -> affix(a, "endswith", meter)),
            Builtin.of("removeprefix", "prefix", (meter, a) -> part(self(a), removePrefix(self(a), text(a[1])), meter)),
            Builtin.of("removesuffix", "suffix", (meter, a) -> part(self(a), removeSuffix(self(a), text(a[1])), meter)),
            Builtin.of("replace", "old new count?", StringMethods::replace),
            Builtin.of("join", "iterable", (meter, a) -> join(self(a), a[1], meter)),
            Builtin.of("upper", "", (meter, a) -> made(self(a).toUpperCase(Locale.ROOT), meter)),
            Builtin.of("lower", "", (meter, a) -> made(self(a).toLowerCase(Locale.ROOT), meter)),
            Builtin.of("casefold", "", (meter, a) -> made(Casing.folded(self(a)), meter)),
            Builtin.of("swapcase", "", (meter, a) -> made(Casing.swapped(self(a)), meter)),
            Builtin.of("title", "", (meter, a) -> made(Casing.title(self(a)), meter)),
            Builtin.of("capitalize", "", (meter, a) -> made(Casing.capitalized(self(a)), meter)),
            Builtin.of("find", "sub start? end?", (meter, a) -> (long) Finding.find(a, false, meter)),
            Builtin.of("rfind", "sub start? end?", (meter, a) -> (long) Finding.find(a, true, meter)),
            Builtin.of("index", "sub start? end?", (meter, a) -> Finding.index(a, false, meter)),
            Builtin.of("rindex", "sub start? end?", (meter, a) -> Finding.index(a, true, meter)),
            Builtin.of("count", "sub start? end?", (meter, a) -> Finding.count(a, meter)),
            Builtin.of("center", "width fillchar?", (meter, a) -> pad(a, Align.CENTER, meter)),
            Builtin.of("ljust", "width fillchar?", (meter, a) -> pad(a, Align.LEFT, meter)),
            Builtin.of("rjust", "width fillchar?", (meter, a) -> pad(a, Align.RIGHT, meter)),
            Builtin.of("zfill", "width", (meter, a) -> zeroFilled(self(a), Types.longIndex(a[1]), meter)),
            Builtin.of("expandtabs", "tabsize?", StringMethods::expandTabs),
            Builtin.open(
                    "format", (meter, self, args) -> BraceFormat.format((String) requireNonNull(self), args, meter)),
            Builtin.of("format_map", "mapping", StringMethods::formatMap),
            Builtin.of("isalpha", "", (meter, a) -> all(self(a), Chars::isAlphabetic)),
            Builtin.of("isdigit", "", (meter, a) -> all(self(a), Chars::isDigit)),
            Builtin.of("isdecimal", "", (meter, a) -> all(self(a), Character::isDigit)),
            Builtin.of("isnumeric", "", (meter, a) -> all(self(a), Chars::isNumeric)),
            Builtin.of("isalnum", "", (meter, a) -> all(self(a), c -> Chars.isAlphabetic(c) || Chars.isNumeric(c))),
            Builtin.of("isspace", "", (meter, a) -> all(self(a), Blanks::is)),
            Builtin.of("isascii", "", (meter, a) -> self(a).chars().allMatch(c -> c < 0x80)),
            Builtin.of("isprintable", "", (meter, a) -> self(a).codePoints().allMatch(Chars::isPrintable)),
            Builtin.of("isidentifier", "", (meter, a) -> isIdentifier(self(a))),
            Builtin.of("islower", "", (meter, a) -> Casing.isLower(self(a))),
            Builtin.of("isupper", "", (meter, a) -> Casing.isUpper(self(a))),
            Builtin.of("istitle", "", (meter, a) -> Casing.isTitle(self(a))));

    private enum Align {
        LEFT,
        RIGHT,
        CENTER
    }

    private StringMethods() {}

    /** The same method, with marked text going in and coming out. */
    static @Nullable Builtin ofMarkup(String name) {
        Builtin method = TABLE.get(name);
        if (method == null) {
            return null;
        }
        return Builtin.open(name, (meter, self, args) -> marked(method.call(meter, Markup.textOf(self), args)));
    }

    private static @Nullable Object marked(@Nullable Object value) {
        return switch (value) {
            case String text -> new Markup(text);
            case Tuple tuple ->
                Tuple.of(tuple.stream().map(StringMethods::marked).toArray());
            case List<?> list ->
                new ArrayList<@Nullable Object>(
                        list.stream().map(StringMethods::marked).toList());
            case null, default -> value;
        };
    }

    private static String self(@Nullable Object[] a) {
        return (String) requireNonNull(a[0]);
    }

    static String text(@Nullable Object value) {
        String text = Markup.textOf(value);
        if (text == null) {
            if (value instanceof Undefined undefined) {
                throw Failure.type("must be str, not " + undefined.typeName());
            }
            throw Failure.type("must be str, not " + Types.name(value));
        }
        return text;
    }

    private static Object stripped(@Nullable Object[] a, boolean left, boolean right, Meter meter) {
        return part(self(a), Stripping.strip(self(a), a[1], left, right), meter);
    }

    /** A part of {@code whole}, which takes no room where it is all of it. */
    private static String part(String whole, String part, Meter meter) {
        return part.length() == whole.length() ? whole : made(part, meter);
    }

    private static Object partition(@Nullable Object[] a, boolean last, Meter meter) {
        meter.make(self(a).length());
        return Splitting.partition(self(a), text(a[1]), last);
    }

    private static boolean flag(@Nullable Object value) {
        return value != Missing.MISSING && Types.truth(value);
    }

    private static String made(String text, Meter meter) {
        meter.make(text.length());
        return text;
    }

    private static boolean all(String text, IntPredicate property) {
        return !text.isEmpty() && text.codePoints().allMatch(property);
    }

    private static boolean isIdentifier(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
    }

    private static Object affix(@Nullable Object[] a, String name, Meter meter) {
        String text = Finding.window(self(a), a[2], a[3]);
        boolean start = name.equals("startswith");
        if (a[1] instanceof Tuple options) {
            for (Object option : options) {
                meter.step();
                if (text != null && hasAffix(text, option, start)) {
                    return true;
                }
            }
            return false;
        }
        if (Markup.textOf(a[1]) == null) {
            throw Failure.type(name + " first arg must be str or a tuple of str, not " + Types.name(a[1]));
        }
        return text != null && hasAffix(text, a[1], start);
    }

    private static boolean hasAffix(String text, @Nullable Object affix, boolean start) {
        return start ? text.startsWith(text(affix)) : text.endsWith(text(affix));
    }

    private static String removePrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String removeSuffix(String text, String suffix) {
        return !suffix.isEmpty() && text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static Object replace(Meter meter, @Nullable Object[] a) {
        long count = a[3] == Missing.MISSING ? -1 : Types.longIndex(a[3]);
        return replace(self(a), text(a[1]), text(a[2]), count, meter);
    }

    /** At most {@code count} times; all, if that is negative. An empty {@code old} stands between all characters. */
    static String replace(String text, String old, String with, long count, Meter meter) {
        meter.scan(text.length());
        int next = count == 0 ? -1 : text.indexOf(old);
        if (next < 0) {
            return text;
        }
        var out = new StringBuilder(text.length() + with.length());
        int copied = 0;
        for (long left = count; next >= 0 && left != 0; left--) {
            out.append(text, copied, next).append(with);
            copied = next + old.length();
            meter.grown(out.length());
            if (!old.isEmpty()) {
                next = text.indexOf(old, copied);
            } else if (copied == text.length()) {
                next = -1;
            } else {
                next = text.offsetByCodePoints(copied, 1);
            }
        }
        out.append(text, copied, text.length());
        return made(out.toString(), meter);
    }

    static String join(String separator, @Nullable Object parts, Meter meter) {
        Iterator<@Nullable Object> elements = Values.elementsOrNull(parts, meter);
        if (elements == null) {
            throw Failure.type("can only join an iterable");
        }
        var out = new StringBuilder();
        for (int i = 0; elements.hasNext(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            Object part = elements.next();
            String text = Markup.textOf(part);
            if (text == null) {
                throw Failure.type("sequence item " + i + ": expected str instance, " + Types.name(part) + " found");
            }
            out.append(text);
            meter.grown(out.length());
        }
        return made(out.toString(), meter);
    }

    private static Object pad(@Nullable Object[] a, Align align, Meter meter) {
        String text = self(a);
        String fill = a[2] == Missing.MISSING ? " " : text(a[2]);
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw Failure.type("The fill character must be exactly one character long");
        }
        long missing = Types.longIndex(a[1]) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        meter.make(text.length() + Math.min(missing, Integer.MAX_VALUE) * fill.length());
        long left = switch (align) {
            case LEFT -> 0;
            case RIGHT -> missing;
            // Python's own way to share out an odd number
            case CENTER -> missing / 2 + (missing & Types.longIndex(a[1]) & 1);
        };
        return fill.repeat((int) left) + text + fill.repeat((int) (missing - left));
    }

    private static Object zeroFilled(String text, long width, Meter meter) {
        long missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        meter.make(text.length() + missing);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String zeros = "0".repeat((int) missing);
        return signed ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
    }

    private static Object expandTabs(Meter meter, @Nullable Object[] a) {
        int size = a[1] == Missing.MISSING ? 8 : Types.index(a[1]);
        var out = new StringBuilder();
        int column = 0;
        for (int c : self(a).codePoints().toArray()) {
            if (c == '\t') {
                int blanks = size > 0 ? size - column % size : 0;
                meter.make(blanks);
                out.repeat(" ", blanks);
                column += blanks;
            } else {
                out.appendCodePoint(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
            meter.grown(out.length());
        }
        return out.toString();
    }

    private static Object formatMap(Meter meter, @Nullable Object[] a) {
        if (!(a[1] instanceof Map<?, ?> map)) {
            throw Failure.type("format_map() needs a mapping, not " + Types.name(a[1]));
        }
        return BraceFormat.format(self(a), map, meter);
    }
}
