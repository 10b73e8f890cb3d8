package io.serai.tokens.template.python;

import io.serai.tokens.template.syntax.Blanks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code split} and its kin. */
final class Splitting {
    private Splitting() {}

    static Object split(String text, @Nullable Object separator, @Nullable Object most, Meter meter) {
        long left = most == Missing.MISSING ? -1 : Types.longIndex(most);
        meter.make(text.length());
        if (separator == null || separator == Missing.MISSING) {
            return words(text, left, meter);
        }
        String between = between(separator);
        var parts = new ArrayList<@Nullable Object>();
        int start = 0;
        for (int at = left == 0 ? -1 : text.indexOf(between);
                at >= 0;
                at = --left == 0 ? -1 : text.indexOf(between, start)) {
            meter.makeObjects(1);
            parts.add(text.substring(start, at));
            start = at + between.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String between(@Nullable Object separator) {
        String between = StringMethods.text(separator);
        if (between.isEmpty()) {
            throw Failure.value("empty separator");
        }
        return between;
    }

    private static Object words(String text, long most, Meter meter) {
        var words = new ArrayList<@Nullable Object>();
        int at = Blanks.skip(text, 0);
        for (long left = most; at < text.length(); left--) {
            meter.makeObjects(1);
            if (left == 0) {
                words.add(text.substring(at)); // the rest as it is, blanks at its end too
                break;
            }
            int end = at;
            while (end < text.length() && !Blanks.is(text.charAt(end))) {
                end++;
            }
            words.add(text.substring(at, end));
            at = Blanks.skip(text, end);
        }
        return words;
    }

    static Object rsplit(String text, @Nullable Object separator, @Nullable Object most, Meter meter) {
        long left = most == Missing.MISSING ? -1 : Types.longIndex(most);
        if (left < 0) {
            // only a limit tells the two directions apart; "aaa" cut at "aa" does as well
            boolean overlaps = separator instanceof String between && between.length() > 1;
            if (!overlaps) {
                return split(text, separator, Missing.MISSING, meter);
            }
        }
        meter.make(text.length());
        List<@Nullable Object> parts = new ArrayList<>();
        if (separator == null || separator == Missing.MISSING) {
            wordsFromEnd(text, left, parts, meter);
        } else {
            partsFromEnd(text, between(separator), left, parts, meter);
        }
        return new ArrayList<>(parts.reversed());
    }

    private static void partsFromEnd(
            String text, String between, long most, List<@Nullable Object> parts, Meter meter) {
        int end = text.length();
        for (long left = most; left != 0; left--) {
            meter.makeObjects(1);
            int at = end < between.length() ? -1 : text.lastIndexOf(between, end - between.length());
            if (at < 0) {
                break;
            }
            parts.add(text.substring(at + between.length(), end));
            end = at;
        }
        parts.add(text.substring(0, end));
    }

    private static void wordsFromEnd(String text, long most, List<@Nullable Object> words, Meter meter) {
        int end = Blanks.endWithout(text);
        for (long left = most; end > 0; left--) {
            meter.makeObjects(1);
            if (left == 0) {
                words.add(text.substring(0, end));
                break;
            }
            int start = end;
            while (start > 0 && !Blanks.is(text.charAt(start - 1))) {
                start--;
            }
            words.add(text.substring(start, end));
            end = start;
            while (end > 0 && Blanks.is(text.charAt(end - 1))) {
                end--;
            }
        }
    }

    static List<@Nullable Object> lines(String text, boolean keepEnds, Meter meter) {
        meter.make(text.length());
        var lines = new ArrayList<@Nullable Object>();
        int start = 0;
        while (start < text.length()) {
            meter.makeObjects(1);
            int end = start;
            while (end < text.length() && !Chars.isLineEnd(text.charAt(end))) {
                end++;
            }
            int next = end < text.length() ? end + (text.startsWith("\r\n", end) ? 2 : 1) : end;
            lines.add(text.substring(start, keepEnds ? next : end));
            start = next;
        }
        return lines;
    }

    static Object partition(String text, String separator, boolean last) {
        if (separator.isEmpty()) {
            throw Failure.value("empty separator");
        }
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }
}
