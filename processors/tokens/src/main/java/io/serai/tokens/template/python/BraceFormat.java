package io.serai.tokens.template.python;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code str.format}: fields in braces, with attributes, conversions and nested specifications. */
final class BraceFormat {
    private static final int MAX_NESTING = 2;

    private final Args args;
    private final @Nullable Map<?, ?> mapping;
    private final Meter meter;
    /** Next automatic number; -1 once a field has had an explicit one. */
    private int automatic;

    private BraceFormat(Args args, @Nullable Map<?, ?> mapping, Meter meter) {
        this.args = args;
        this.mapping = mapping;
        this.meter = meter;
    }

    static String format(String format, Args args, Meter meter) {
        return made(new BraceFormat(args, null, meter).fill(format, MAX_NESTING), meter);
    }

    static String format(String format, Map<?, ?> mapping, Meter meter) {
        return made(new BraceFormat(Args.NONE, mapping, meter).fill(format, MAX_NESTING), meter);
    }

    private static String made(String text, Meter meter) {
        meter.make(text.length());
        return text;
    }

    private String fill(String format, int nesting) {
        if (nesting == 0) {
            throw Failure.value("Max string recursion exceeded");
        }
        var out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                out.append(c);
                at += 2;
            } else if (c == '}') {
                throw Failure.value("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = fieldEnd(format, at + 1);
                out.append(field(format.substring(at + 1, end), nesting));
                at = end + 1;
            } else {
                out.append(c);
                at++;
            }
            meter.grown(out.length());
        }
        return out.toString();
    }

    private static int fieldEnd(String format, int start) {
        int open = 1;
        boolean bracket = false;
        for (int i = start; i < format.length(); i++) {
            char c = format.charAt(i);
            if (open == 1 && (c == '[' || c == ']')) {
                bracket = c == '[';
            } else if (c == '{' && !bracket) {
                open++;
            } else if (c == '}' && !bracket && --open == 0) {
                return i;
            }
        }
        throw Failure.value(
                start == format.length()
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String field, int nesting) {
        int nameEnd = nameEnd(field);
        String name = field.substring(0, nameEnd);
        char conversion = 0;
        int at = nameEnd;
        if (at < field.length() && field.charAt(at) == '!') {
            if (at + 1 >= field.length()) {
                throw Failure.value("end of string while looking for conversion specifier");
            }
            conversion = field.charAt(at + 1);
            at += 2;
            if (at < field.length() && field.charAt(at) != ':') {
                throw Failure.value("expected ':' after conversion specifier");
            }
        }
        Object value = converted(value(name), conversion);
        String spec = at < field.length() ? fill(field.substring(at + 1), nesting - 1) : "";
        return FormatSpec.format(value, spec, meter);
    }

    private static int nameEnd(String field) {
        boolean bracket = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '[' || c == ']') {
                bracket = c == '[';
            } else if (!bracket && (c == '!' || c == ':')) {
                return i;
            }
        }
        return field.length();
    }

    private @Nullable Object converted(@Nullable Object value, char conversion) {
        return switch (conversion) {
            case 0 -> value;
            case 's' -> Repr.str(value, meter);
            case 'r' -> Repr.of(value, meter);
            case 'a' -> PercentFormat.ascii(Repr.of(value, meter));
            default -> throw Failure.value("Unknown conversion specifier " + conversion);
        };
    }

    private @Nullable Object value(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        Object value = first(name, end);
        int at = end;
        while (at < name.length()) {
            if (name.charAt(at) == '.') {
                int next = at + 1;
                while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
                    next++;
                }
                value = Values.attribute(value, part(name, at + 1, next), meter);
                at = next;
            } else if (name.charAt(at) == '[') {
                int close = name.indexOf(']', at);
                if (close < 0) {
                    throw Failure.value("Missing ']' in format string");
                }
                value = Values.item(value, key(part(name, at + 1, close)), meter);
                at = close + 1;
            } else {
                throw Failure.value("Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        return value;
    }

    private static String part(String name, int start, int end) {
        if (start == end) {
            throw Failure.value("Empty attribute in format string");
        }
        return name.substring(start, end);
    }

    private static Object key(String text) {
        return isNumber(text) ? (Object) Long.valueOf(text) : text;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable Object first(String field, int end) {
        String name = field.substring(0, end);
        if (field.isEmpty()) {
            if (automatic < 0) {
                throw Failure.value("cannot switch from manual field specification to automatic field numbering");
            }
            return positional(automatic++);
        }
        if (isNumber(name)) {
            if (automatic > 0) {
                throw Failure.value("cannot switch from manual field specification to automatic field numbering");
            }
            automatic = -1;
            return positional(Integer.parseInt(name));
        }
        Object value =
                mapping != null ? Keys.get(mapping, name, meter) : args.named().getOrDefault(name, Missing.MISSING);
        if (value == Missing.MISSING) {
            throw Failure.of("KeyError", Repr.of(name));
        }
        return value;
    }

    private @Nullable Object positional(int index) {
        if (index >= args.positional().length) {
            throw Failure.of("IndexError", "tuple index out of range");
        }
        return args.positional()[index];
    }
}
