package io.serai.tokens.template.python;

import io.serai.tokens.template.syntax.Blanks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that make texts of texts, where Python's methods do not do it. */
final class TextFilters {
    private static final String WORD_STARTS = "-({[<";
    private static final String UNRESERVED = "_.-~";
    private static final int LEEWAY = 5;

    private TextFilters() {}

    /** Upper case after blanks, hyphens and opening brackets only: an apostrophe starts no word here. */
    static String title(String text) {
        var out = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            boolean separators = isWordStart(text.charAt(start));
            int end = start;
            while (end < text.length() && isWordStart(text.charAt(end)) == separators) {
                end++;
            }
            int second = text.offsetByCodePoints(start, 1);
            out.append(text.substring(start, second).toUpperCase(Locale.ROOT));
            out.append(text.substring(second, end).toLowerCase(Locale.ROOT));
            start = end;
        }
        return out.toString();
    }

    private static boolean isWordStart(char c) {
        return Blanks.is(c) || WORD_STARTS.indexOf(c) >= 0;
    }

    static Object indent(Meter meter, @Nullable Object[] a) {
        Object width = Filters.or(a[1], 4L);
        String margin = Markup.textOf(width);
        if (margin == null) {
            long blanks = Math.max(0, Types.longIndex(width));
            meter.make(blanks);
            margin = " ".repeat((int) blanks);
        }
        Object whole = Operators.add(a[0], "\n", meter);
        List<@Nullable Object> lines = Splitting.lines(StringMethods.text(whole), false, meter);
        boolean blank = Filters.flag(a[3]);
        var out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = StringMethods.text(lines.get(i));
            if (i > 0) {
                out.append('\n');
            }
            if (i == 0 ? Filters.flag(a[2]) : blank || !line.isEmpty()) {
                out.append(margin);
            }
            out.append(line);
            meter.grown(out.length());
        }
        meter.make(out.length());
        return a[0] instanceof Markup ? new Markup(out.toString()) : out.toString();
    }

    static @Nullable Object truncate(Meter meter, @Nullable Object[] a) {
        long length = Types.longIndex(Filters.or(a[1], 255L));
        String end = Repr.str(Filters.or(a[3], "..."), meter);
        Object given = Filters.or(a[4], null);
        long leeway = given == null ? LEEWAY : Types.longIndex(given);
        int endLength = end.codePointCount(0, end.length());
        if (length < endLength || leeway < 0) {
            throw Failure.of("AssertionError", "expected length >= " + endLength + ", got " + length);
        }
        if (Values.length(a[0]) <= length + leeway) {
            return a[0];
        }
        String text = StringMethods.text(a[0]);
        String head = text.substring(0, text.offsetByCodePoints(0, (int) length - endLength));
        if (!Filters.flag(a[2])) {
            int blank = head.lastIndexOf(' ');
            head = blank < 0 ? head : head.substring(0, blank);
        }
        return head + end;
    }

    static Object wordCount(String text) {
        long count = 0;
        boolean within = false;
        for (int c : text.codePoints().toArray()) {
            boolean word = c == '_' || Character.isLetterOrDigit(c) || Chars.isNumeric(c);
            count += word && !within ? 1 : 0;
            within = word;
        }
        return count;
    }

    /** Without comments and tags, white space folded, entities resolved. */
    static String withoutTags(String text) {
        var out = new StringBuilder(text);
        cut(out, "<!--", "-->");
        cut(out, "<", ">");
        var words = new ArrayList<String>();
        int at = Blanks.skip(out.toString(), 0);
        String plain = out.toString();
        while (at < plain.length()) {
            int end = at;
            while (end < plain.length() && !Blanks.is(plain.charAt(end))) {
                end++;
            }
            words.add(plain.substring(at, end));
            at = Blanks.skip(plain, end);
        }
        return String.join(" ", words)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static void cut(StringBuilder text, String open, String close) {
        var kept = new StringBuilder(text.length());
        int copied = 0;
        for (int start = text.indexOf(open); start >= 0; start = text.indexOf(open, copied)) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                break;
            }
            kept.append(text, copied, start);
            copied = end + close.length();
        }
        kept.append(text, copied, text.length());
        text.setLength(0);
        text.append(kept);
    }

    static Object urlEncode(Meter meter, @Nullable Object[] a) {
        Object value = a[0];
        Iterator<@Nullable Object> pairs = null;
        if (value instanceof Map<?, ?> map) {
            pairs = new DictView(map, DictView.Kind.ITEMS).iterator(meter);
        } else if (Markup.textOf(value) == null) {
            pairs = Values.elementsOrNull(value, meter);
        }
        if (pairs == null) {
            return quoted(Repr.str(value, meter), false, meter);
        }
        var parts = new ArrayList<String>();
        while (pairs.hasNext()) {
            List<@Nullable Object> pair = Values.list(pairs.next(), meter);
            if (pair.size() != 2) {
                throw Failure.value("urlencode needs pairs, got " + pair.size() + " values");
            }
            parts.add(quoted(Repr.str(pair.get(0), meter), true, meter) + "="
                    + quoted(Repr.str(pair.get(1), meter), true, meter));
        }
        return String.join("&", parts);
    }

    private static String quoted(String text, boolean query, Meter meter) {
        var out = new StringBuilder(text.length() + 16);
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            boolean plain =
                    (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0 || (c == '/' && !query);
            if (plain) {
                out.append(c);
            } else if (c == ' ' && query) {
                out.append('+');
            } else {
                out.append("%%%02X".formatted((int) c));
            }
        }
        meter.make(out.length());
        return out.toString();
    }

    static Object xmlAttributes(Meter meter, @Nullable Object[] a) {
        if (!(a[0] instanceof Map<?, ?> map)) {
            throw a[0] instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.of("AttributeError", "'" + Types.name(a[0]) + "' object has no attribute 'items'");
        }
        var out = new StringBuilder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() == null || entry.getValue() instanceof Undefined) {
                continue;
            }
            String key = StringMethods.text(Keys.original(entry.getKey()));
            if (key.chars().anyMatch(c -> (c <= ' ' && Blanks.is(c)) || c == '/' || c == '>' || c == '=')) {
                throw Failure.value("Invalid character in attribute name: " + Repr.of(key));
            }
            out.append(out.isEmpty() && !Filters.flag(Filters.or(a[1], true)) ? "" : " ");
            out.append(Markup.escaped(key, meter)).append("=\"");
            out.append(Markup.escaped(entry.getValue(), meter)).append('"');
            meter.grown(out.length());
        }
        return out.toString();
    }
}
