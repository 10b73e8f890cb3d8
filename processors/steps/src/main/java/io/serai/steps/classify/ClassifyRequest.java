package io.serai.steps.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.CallError;
import io.serai.core.Signal;
import io.serai.tokens.json.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to classify texts.
 *
 * @param texts     at least one
 * @param heads     what is asked for; empty for everything but embeddings, which are long
 * @param embedding whether the head {@value #EMBEDDING} is asked for too
 */
record ClassifyRequest(List<String> texts, Set<String> heads, boolean embedding) {
    private static final String EMBEDDING = "embedding";
    private static final int MOST_TEXTS = 256;
    /** A tree of a larger body takes too much memory. */
    private static final int MOST_BYTES = 4 << 20;

    private static final List<String> SOURCES = List.of("input", "text", "messages");

    /**
     * Reads {@code body}.
     *
     * @param maxChars longest text that is taken
     * @throws CallError 400 or 413: what is wrong, and where
     */
    static ClassifyRequest read(byte[] body, int maxChars) {
        if (body.length > MOST_BYTES) {
            throw CallError.of(
                    413,
                    "body_too_large",
                    "The body has " + body.length + " bytes, and at most " + MOST_BYTES
                            + " are classified at a time; send fewer or shorter texts.");
        }
        Map<?, ?> fields = object(body);
        List<String> texts = texts(fields);
        for (int i = 0; i < texts.size(); i++) {
            CallError tooLong = Failures.tooLong(place(fields, i), texts.get(i), maxChars);
            if (tooLong != null) {
                throw tooLong;
            }
        }
        return new ClassifyRequest(texts, heads(fields.get("heads")), truth(fields.get(EMBEDDING)));
    }

    private static Map<?, ?> object(byte[] body) {
        try {
            if (PlainJson.read(body) instanceof Map<?, ?> fields) {
                return fields;
            }
            throw CallError.of(400, "invalid_json", "The body is not a JSON object; send one.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw CallError.of(400, "invalid_json", "The body is not valid JSON" + place + "; send a JSON object.");
        }
    }

    private static String source(Map<?, ?> fields) {
        List<String> given =
                SOURCES.stream().filter(name -> fields.get(name) != null).toList();
        if (given.size() == 1) {
            return given.getFirst();
        }
        throw CallError.of(
                        400,
                        given.isEmpty() ? "missing_required_parameter" : "invalid_value",
                        given.isEmpty()
                                ? "'input' is missing; send a text, a list of texts, or 'messages'."
                                : "'" + String.join("' and '", given) + "' are given; send one of them.")
                .about(given.isEmpty() ? "input" : given.getLast());
    }

    private static List<String> texts(Map<?, ?> fields) {
        String source = source(fields);
        Object value = fields.get(source);
        if (source.equals("messages")) {
            return List.of(lastMessage(value));
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(source, PlainJson.kind(value), "a text or a list of texts");
        }
        if (list.isEmpty() || list.size() > MOST_TEXTS) {
            throw wrong(source, "a list of " + list.size(), "1 to " + MOST_TEXTS + " texts");
        }
        var texts = new ArrayList<String>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String text)) {
                throw wrong(source + "[" + i + "]", PlainJson.kind(list.get(i)), "a text");
            }
            texts.add(text);
        }
        return texts;
    }

    private static String lastMessage(@Nullable Object value) {
        if (!(value instanceof List<?> messages)) {
            throw wrong("messages", PlainJson.kind(value), "a list of messages");
        }
        String text = UserText.lastOf(messages);
        if (text.isBlank()) {
            throw wrong("messages", "without a text of a user", "at least one message of role user with a text");
        }
        return text;
    }

    private static Set<String> heads(@Nullable Object value) {
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw wrong("heads", value instanceof List<?> ? "an empty list" : PlainJson.kind(value), "a list of names");
        }
        var heads = new LinkedHashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String name)) {
                throw wrong("heads[" + i + "]", PlainJson.kind(list.get(i)), "a text");
            }
            heads.add(name);
        }
        return heads;
    }

    private static boolean truth(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(EMBEDDING, PlainJson.kind(value), "true or false");
    }

    /**
     * What to ask {@code served} heads for.
     *
     * @throws CallError 400 if one that is asked for is not among them
     */
    Set<String> asked(Set<String> served) {
        for (String head : heads) {
            if (!served.contains(head)) {
                String shown = head.length() > 64 ? head.substring(0, 64) + "..." : head;
                throw wrong("heads", "'" + shown + "'", "some of " + String.join(", ", new TreeSet<>(served)));
            }
        }
        if (embedding && !served.contains(EMBEDDING)) {
            throw wrong(EMBEDDING, "true, and no head of that name is served", "false, or leave it out");
        }
        if (heads.isEmpty()) {
            return served;
        }
        var asked = new LinkedHashSet<>(heads);
        if (embedding) {
            asked.add(EMBEDDING);
        }
        return asked;
    }

    /** Whether {@code signal} of {@code head} belongs into the answer. */
    boolean shows(String head, Signal signal) {
        return !(signal instanceof Signal.Vector) || heads.contains(head) || embedding;
    }

    private static String place(Map<?, ?> fields, int i) {
        String source = source(fields);
        return fields.get(source) instanceof List<?> && !source.equals("messages") ? source + "[" + i + "]" : source;
    }

    private static CallError wrong(String name, String seen, String wanted) {
        return CallError.of(400, "invalid_value", "'" + name + "' is " + seen + "; send " + wanted + ".")
                .about(name);
    }
}
