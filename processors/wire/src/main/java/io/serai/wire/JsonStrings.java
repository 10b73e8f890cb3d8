package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON strings: where they end, whether they are valid, what they say. */
final class JsonStrings {
    private JsonStrings() {}

    /**
     * Skips the rest of a string and checks it.
     *
     * @param from offset behind the opening quote
     * @return offset behind the closing quote
     */
    static int end(byte[] a, int from, int end) {
        int p = from;
        while (true) {
            p = Swar.plainEnd(a, p, end);
            if (p == end) {
                throw JsonSyntax.at(from - 1, "the string is never closed; it starts");
            }
            byte b = a[p];
            if (b == '"') {
                return p + 1;
            }
            p = b == '\\' ? escapeEnd(a, p, end) : nonAsciiEnd(a, p, end);
        }
    }

    private static int nonAsciiEnd(byte[] a, int at, int end) {
        if (a[at] >= 0) {
            throw JsonSyntax.at(
                    at, "a control character (" + JsonSyntax.shown(a[at]) + ") in a string must be escaped; it is");
        }
        int p = Utf8.skip(a, at, end);
        if (p < 0) {
            throw JsonSyntax.at(-1 - p, "the string is not valid UTF-8");
        }
        return p;
    }

    private static int escapeEnd(byte[] a, int at, int end) {
        byte kind = at + 1 < end ? a[at + 1] : 0;
        switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                if (end - at >= 6 && isHex(a[at + 2]) && isHex(a[at + 3]) && isHex(a[at + 4]) && isHex(a[at + 5])) {
                    return at + 6;
                }
            }
            default -> {}
        }
        throw JsonSyntax.at(at, "an invalid escape sequence in a string");
    }

    private static boolean isHex(byte b) {
        int lower = b | 0x20;
        return (b >= '0' && b <= '9') || (lower >= 'a' && lower <= 'f');
    }

    /** Whether a checked string holds an escape. */
    static boolean hasEscape(byte[] a, int from, int to) {
        for (int p = from; p < to; p++) {
            if (a[p] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Text of a checked string whose bytes between the quotes are {@code from} to {@code to}. */
    static String decode(byte[] a, int from, int to) {
        if (!hasEscape(a, from, to)) {
            return new String(a, from, to - from, UTF_8);
        }
        var text = new StringBuilder(to - from);
        int copied = from;
        int p = from;
        while (p < to) {
            if (a[p] != '\\') {
                p++;
                continue;
            }
            text.append(new String(a, copied, p - copied, UTF_8)).append(unescaped(a, p));
            p += a[p + 1] == 'u' ? 6 : 2;
            copied = p;
        }
        return text.append(new String(a, copied, to - copied, UTF_8)).toString();
    }

    private static char unescaped(byte[] a, int at) {
        return switch (a[at + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(new String(a, at + 2, 4, UTF_8), 16);
            default -> (char) a[at + 1];
        };
    }
}
