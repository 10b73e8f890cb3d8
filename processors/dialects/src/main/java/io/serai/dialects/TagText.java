package io.serai.dialects;

import java.util.HashMap;
import java.util.Map;

/** What stands in a tag behind its prefix: {@code name="x" string="true"}. Quotes may be single, or missing. */
final class TagText {
    private TagText() {}

    /** Where the tag that goes on at {@code from} ends, at its {@code end}; -1 if not yet. Quotes may hide a {@code >}. */
    static int end(Input in, int from, String end) {
        return end.equals(">") ? end(in, from) : in.indexOf(end, from);
    }

    private static int end(Input in, int from) {
        char quote = 0;
        char[] text = in.text();
        for (int i = from; i < in.limit(); i++) {
            char c = text[i];
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && i > from && text[i - 1] == '=') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    /** The attributes in {@code text}. */
    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String key = text.substring(at, equals).strip();
            int from = equals + 1;
            char quote = from < text.length() ? text.charAt(from) : 0;
            boolean quoted = quote == '"' || quote == '\'';
            int end = quoted ? text.indexOf(quote, from + 1) : text.indexOf(' ', from);
            int to = end < 0 ? text.length() : end;
            attributes.put(
                    key,
                    text.substring(Math.min(quoted ? from + 1 : from, to), to).strip());
            at = to + 1;
        }
        return attributes;
    }

    /** {@code text} with XML's entities for ampersands and quotes resolved. */
    static String unescape(String text) {
        return text.indexOf('&') < 0 ? text : text.replace("&quot;", "\"").replace("&amp;", "&");
    }

    /** {@code text} without quotes around. */
    static String bare(String text) {
        String name = text.strip();
        boolean quoted = name.length() >= 2
                && (name.charAt(0) == '"' || name.charAt(0) == '\'')
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
