package io.serai.gateway.telemetry;

import java.util.HexFormat;

/**
 * Writes one line of JSON into a builder; commas are its own business. Everything outside of printable ASCII is
 * escaped, so that no text can end the line, hide in a terminal or break an encoding. Field names are constants, except
 * those of {@link #anyName}.
 */
final class JsonLine {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out;
    private boolean comma;

    JsonLine(StringBuilder out) {
        this.out = out;
    }

    JsonLine open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    JsonLine close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    JsonLine name(String name) {
        separate();
        out.append('"').append(name).append("\":");
        comma = false;
        return this;
    }

    /** A name that is no constant of ours. */
    JsonLine anyName(String name) {
        separate();
        quote(out, name);
        out.append(':');
        comma = false;
        return this;
    }

    /** A text in a list. */
    JsonLine item(String value) {
        separate();
        quote(out, value);
        return this;
    }

    /** A number behind {@link #anyName}. */
    JsonLine number(long value) {
        out.append(value);
        comma = true;
        return this;
    }

    JsonLine field(String name, String value) {
        name(name);
        quote(out, value);
        comma = true;
        return this;
    }

    /** A text, unless it is empty. */
    JsonLine known(String name, String value) {
        return value.isEmpty() ? this : field(name, value);
    }

    JsonLine field(String name, long value) {
        name(name);
        out.append(value);
        comma = true;
        return this;
    }

    JsonLine field(String name, boolean value) {
        name(name);
        out.append(value);
        comma = true;
        return this;
    }

    /** A number, or {@code null} for what JSON has no number for. */
    JsonLine field(String name, double value) {
        name(name);
        out.append(Double.isFinite(value) ? Double.toString(value) : "null");
        comma = true;
        return this;
    }

    /** Nanoseconds as milliseconds, unless unknown. */
    JsonLine millis(String name, long nanos) {
        if (nanos >= 0) {
            name(name);
            millis(out, nanos);
            comma = true;
        }
        return this;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    /** Milliseconds with three digits behind the point. */
    static void millis(StringBuilder out, long nanos) {
        long micros = nanos / 1000;
        out.append(micros / 1000).append('.');
        digits(out, (int) (micros % 1000), 3);
    }

    /** {@code value} with zeros in front. */
    static void digits(StringBuilder out, int value, int width) {
        int limit = 1;
        for (int i = 1; i < width; i++) {
            limit *= 10;
        }
        for (; limit > 1 && value < limit; limit /= 10) {
            out.append('0');
        }
        out.append(value);
    }

    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        out.append('"');
    }
}
