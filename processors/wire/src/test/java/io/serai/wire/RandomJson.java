package io.serai.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random JSON text in all the spellings that the grammar allows. */
final class RandomJson {
    private static final String[] FIELDS = {
        "model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "user", "tools", "text",
        "input_ids", "input_embeds", "sampling_params", "prompt", "n", "content", "a", "", "include_usage",
    };
    private static final String[] PIECES = {
        "a",
        "The quick brown fox jumps over the lazy dog. ",
        "\\n",
        "\\\"",
        "\\\\",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\u00fc",
        "\u4f60\u597d",
        "\ud83d\ude00",
        "\u007f",
        "{",
        "]",
        ":",
        ",",
        "\\/",
        "\\b\\f\\r\\t",
        "\u0800\uffff",
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r\n  "};
    private static final String[] SCALARS = {
        "0", "-0", "1", "17", "-5", "1.5", "0.25e+3", "1E-2", "123456789012345678901234567890", "true", "false", "null",
    };

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** An object that often is a valid request. */
    String request() {
        var fields = new ArrayList<String>();
        if (below(10) > 0) {
            fields.add(field("messages", list(2)));
            fields.add(field("text", string()));
        }
        maybe(fields, "model", string());
        maybe(fields, "stream", below(2) == 0 ? "true" : "false");
        maybe(fields, "max_tokens", "" + below(5000));
        maybe(fields, "stream_options", "{" + space() + key("include_usage") + ":" + (below(2) == 0) + "}");
        maybe(fields, "sampling_params", "{" + space() + key("max_new_tokens") + ":" + below(99) + "}");
        for (int i = below(4); i > 0; i--) {
            fields.add(field(pick(FIELDS), value(3)));
        }
        Collections.shuffle(fields, random);
        return space() + "{" + space() + String.join(",", fields) + "}" + space();
    }

    private void maybe(List<String> fields, String name, String value) {
        if (below(2) == 0) {
            fields.add(field(name, value));
        }
    }

    private String field(String name, String value) {
        return space() + key(name) + space() + ":" + space() + value + space();
    }

    /** A key, sometimes with escapes. */
    private String key(String name) {
        var out = new StringBuilder("\"");
        boolean escaping = below(5) == 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (escaping && below(3) == 0) {
                out.append("\\u00%02x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private String value(int depth) {
        return switch (below(depth > 0 ? 5 : 2)) {
            case 0 -> string();
            case 1 -> pick(SCALARS);
            case 2 -> list(depth);
            default -> object(depth);
        };
    }

    private String list(int depth) {
        if (below(4) == 0) {
            return numbers();
        }
        var items = new ArrayList<String>();
        for (int i = below(4); i > 0; i--) {
            items.add(space() + value(depth - 1) + space());
        }
        return "[" + space() + String.join(",", items) + "]";
    }

    private String numbers() {
        var items = new ArrayList<String>();
        for (int i = below(12); i > 0; i--) {
            items.add(below(6) == 0 ? pick(SCALARS) : (below(3) == 0 ? "-0." : "1") + below(100_000));
        }
        return "[" + String.join(below(2) == 0 ? "," : ", ", items) + "]";
    }

    private String object(int depth) {
        var fields = new ArrayList<String>();
        for (int i = below(4); i > 0; i--) {
            fields.add(field(pick(FIELDS), value(depth - 1)));
        }
        return "{" + space() + String.join(",", fields) + "}";
    }

    private String string() {
        var out = new StringBuilder("\"");
        for (int i = below(6); i > 0; i--) {
            out.append(pick(PIECES));
        }
        return out.append('"').toString();
    }

    private String space() {
        return pick(SPACES);
    }

    private String pick(String[] choices) {
        return choices[below(choices.length)];
    }

    /** {@code bytes} with a few bytes changed, added, removed or cut off. */
    byte[] mutated(byte[] bytes) {
        byte[] out = bytes;
        for (int i = 1 + below(3); i > 0; i--) {
            out = mutatedOnce(out);
        }
        return out;
    }

    private byte[] mutatedOnce(byte[] bytes) {
        int at = below(bytes.length + 1);
        int removed = Math.min(below(3), bytes.length - at);
        byte[] added = new byte[below(3)];
        for (int i = 0; i < added.length; i++) {
            String likely = "{}[]\",:\\0123456789eE+-.truefalsn \n\u0001";
            added[i] = below(4) == 0 ? (byte) below(256) : (byte) likely.charAt(below(likely.length()));
        }
        int tail = below(20) == 0 ? 0 : bytes.length - at - removed;
        byte[] out = new byte[at + added.length + tail];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(added, 0, out, at, added.length);
        System.arraycopy(bytes, at + removed, out, at + added.length, tail);
        return out;
    }
}
