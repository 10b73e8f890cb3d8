package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.Ids;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a {@code Split} or {@code Replace} looks for: a string, a regular expression, or characters of a kind. */
interface SplitPattern {
    /** There, {@code ^} and {@code $} are those of lines, which end with {@code \n} alone. */
    int FLAGS = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.MULTILINE | Pattern.UNIX_LINES;

    /** Appends start and end of each match in {@code text}, in order, to {@code matches}. */
    void find(String text, Ids matches);

    /** {@code {"String": ...}}, {@code {"Regex": ...}} or a string. */
    static SplitPattern of(PartJson json, String name) throws TokenizerFormatException {
        String regex = regex(json, name);
        return regex == null ? literal(neededLiteral(json, name)) : regex(json.path() + "." + name, regex);
    }

    /** The regular expression at {@code name}; null where there is a string. */
    static @Nullable String regex(PartJson json, String name) throws TokenizerFormatException {
        Object value = json.fields().get(name);
        if (value instanceof String) {
            return null;
        }
        PartJson pattern = json.part(name);
        return pattern == null ? null : pattern.text("Regex");
    }

    /** The string at {@code name}; null where there is a regular expression. */
    static @Nullable String literal(PartJson json, String name) throws TokenizerFormatException {
        Object value = json.fields().get(name);
        if (value instanceof String) {
            return json.text(name);
        }
        PartJson pattern = json.part(name);
        return pattern == null ? null : pattern.text("String");
    }

    private static String neededLiteral(PartJson json, String name) throws TokenizerFormatException {
        String literal = literal(json, name);
        if (literal == null) {
            throw json.wrong(name, json.fields().get(name), "{\"String\": ...} or {\"Regex\": ...}");
        }
        return literal;
    }

    static SplitPattern literal(String wanted) {
        return (text, matches) -> {
            for (int at = wanted.isEmpty() ? -1 : text.indexOf(wanted);
                    at >= 0;
                    at = text.indexOf(wanted, at + wanted.length())) {
                matches.add(at);
                matches.add(at + wanted.length());
            }
        };
    }

    static SplitPattern characters(IntPredicate wanted) {
        return (text, matches) -> {
            for (int at = 0; at < text.length(); ) {
                int point = text.codePointAt(at);
                int end = at + Character.charCount(point);
                if (wanted.test(point)) {
                    matches.add(at);
                    matches.add(end);
                }
                at = end;
            }
        };
    }

    /** As a regular expression of the format's dialect (Oniguruma), whose classes are Unicode's. */
    static SplitPattern regex(String path, String regex) throws UnsupportedPartException {
        Pattern pattern = compile(path, regex);
        return (text, matches) -> {
            try {
                find(pattern, text, matches);
            } catch (StackOverflowError e) {
                // the JDK's engine calls itself for some loops: what is left of a very long text stays in one piece
                return;
            }
        };
    }

    private static void find(Pattern pattern, String text, Ids matches) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            // an empty match may stand between the halves of a surrogate pair
            if (matcher.end() > matcher.start() || !inside(text, matcher.start())) {
                matches.add(matcher.start());
                matches.add(matcher.end());
            }
        }
    }

    private static boolean inside(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static Pattern compile(String path, String regex) throws UnsupportedPartException {
        if (regex.matches("(?s).*(\\\\[hHGKXRO]|\\[:).*")) {
            throw new UnsupportedPartException(path, "the regular expression " + regex);
        }
        // scripts are \p{Han} there and \p{IsHan} here; [ inside a class is literal in many files, nested here
        String ours = regex.replaceAll("\\\\([pP])\\{(\\^?)([A-Z][a-z]{2,})\\}", "\\\\$1{$2Is$3}");
        try {
            return Pattern.compile(ours, FLAGS);
        } catch (PatternSyntaxException e) {
            throw new UnsupportedPartException(path, "the regular expression " + regex);
        }
    }
}
