package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Token.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens within a tag: names, literals, operators. */
final class Literals {
    private static final int MAX_DIGITS = 4300;
    private static final Pattern FLOAT =
            Pattern.compile("(?<!\\.)(\\d+_)*+\\d+((\\.(\\d+_)*+\\d+)?[eE][+\\-]?(\\d+_)*+\\d+|\\.(\\d+_)*+\\d+)");
    private static final Pattern INTEGER = Pattern.compile(
            "0b(_?[01])++|0o(_?[0-7])++|0x(_?[\\da-f])++|[1-9](_?\\d)*+|0(_?0)*+", Pattern.CASE_INSENSITIVE);
    private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");
    private static final String OPERATORS = "+-/*%~[](){}><=.:|,;";

    private Literals() {}

    /** A token and where it ends. */
    record Scanned(Token token, int end) {}

    static Scanned at(String source, int pos, int line) throws SyntaxException {
        char c = source.charAt(pos);
        if (c >= '0' && c <= '9') {
            return number(source, pos, line);
        }
        if (c == '\'' || c == '"') {
            return string(source, pos, line);
        }
        if (Character.isUnicodeIdentifierStart(source.codePointAt(pos)) || c == '_') {
            return name(source, pos, line);
        }
        return operator(source, pos, line);
    }

    private static Scanned number(String source, int pos, int line) throws SyntaxException {
        Matcher matcher = FLOAT.matcher(source);
        matcher.region(pos, source.length()).useTransparentBounds(true);
        if (matcher.lookingAt()) {
            String text = matcher.group();
            return scanned(Kind.NUMBER, text, Double.valueOf(text.replace("_", "")), matcher.end(), line);
        }
        matcher.usePattern(INTEGER).region(pos, source.length());
        if (!matcher.lookingAt()) {
            throw new SyntaxException("unexpected '" + source.charAt(pos) + "'", line);
        }
        String text = matcher.group();
        if (text.length() > MAX_DIGITS) {
            throw new SyntaxException("number of " + text.length() + " digits; at most " + MAX_DIGITS, line);
        }
        return scanned(Kind.NUMBER, text, integer(text.replace("_", "")), matcher.end(), line);
    }

    private static Object integer(String digits) {
        int radix = digits.length() < 2
                ? 10
                : switch (digits.charAt(1)) {
                    case 'x', 'X' -> 16;
                    case 'o', 'O' -> 8;
                    case 'b', 'B' -> 2;
                    default -> 10;
                };
        var value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Scanned string(String source, int pos, int line) throws SyntaxException {
        char quote = source.charAt(pos);
        int end = pos + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new SyntaxException("string without closing " + quote, line);
        }
        String text = Escapes.decoded(source.substring(pos + 1, end), line);
        return scanned(Kind.STRING, text, null, end + 1, line);
    }

    private static Scanned name(String source, int pos, int line) {
        int end = pos;
        while (end < source.length()) {
            int c = source.codePointAt(end);
            if (c != '_' && (!Character.isUnicodeIdentifierPart(c) || Character.isIdentifierIgnorable(c))) {
                break;
            }
            end += Character.charCount(c);
        }
        return scanned(Kind.NAME, source.substring(pos, end), null, end, line);
    }

    private static Scanned operator(String source, int pos, int line) throws SyntaxException {
        for (String operator : LONG_OPERATORS) {
            if (source.startsWith(operator, pos)) {
                return scanned(Kind.OPERATOR, operator, null, pos + 2, line);
            }
        }
        int c = source.codePointAt(pos);
        if (OPERATORS.indexOf(c) < 0) {
            throw new SyntaxException("unexpected character '" + Character.toString(c) + "'", line);
        }
        return scanned(Kind.OPERATOR, Character.toString(c), null, pos + 1, line);
    }

    private static Scanned scanned(Kind kind, String text, @Nullable Object value, int end, int line) {
        return new Scanned(new Token(kind, text, value, line), end);
    }
}
