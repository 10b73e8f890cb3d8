package io.serai.steps.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import io.serai.wire.chat.ChatOutline;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes a chat request the same as another one: its caller, its model and all its fields but those that do not
 * change what the model says. The order of the body's own fields and white space do not count.
 *
 * @param exact hash of all that
 * @param shape hash of all that without the last user message, but with its words that have digits and those that turn
 *              a meaning round; empty where that message has more than text, or where nobody wants it
 * @param words of the last user message; {@link WordGuard#NONE} without a shape
 */
record RequestKeys(String exact, String shape, WordGuard words) {
    /** How the answer is sent, and whom for. */
    private static final Set<String> IGNORED = Set.of("model", "stream", "stream_options", "user", "metadata");

    private static final String MESSAGES = "messages";
    /** What joins words with digits into one: dates, versions, amounts. */
    private static final String JOINTS = ".,:/-";

    /**
     * The keys of a call that asks for {@code model}; null where its answer is not to be kept: it asks for several
     * answers or for log probabilities, or has a field twice.
     *
     * @param call    a chat
     * @param similar whether requests of the same shape may share answers
     */
    static @Nullable RequestKeys of(InferenceCall call, String model, boolean similar) {
        var fields = new TreeMap<String, Span>();
        byte[] body = call.body();
        var scanner = new JsonScanner(body);
        try {
            scanner.skipSpace();
            scanner.enterObject();
            while (scanner.nextField()) {
                String name = scanner.key();
                boolean seen = fields.put(name, scanner.value()) != null;
                if (seen || !one(name, body, fields)) {
                    return null;
                }
            }
        } catch (CallError malformed) {
            return null; // the worker is to say so
        }
        fields.keySet().removeAll(IGNORED);
        String exact = exact(call, model, fields);
        Span last = similar
                ? ChatOutline.of(body, fields.getOrDefault(MESSAGES, Span.NONE)).lastUser()
                : Span.NONE;
        if (last.isEmpty() || !textOnly(body, last)) {
            return new RequestKeys(exact, "", WordGuard.NONE);
        }
        String text = ChatOutline.text(body, last);
        var words = WordGuard.of(text);
        return new RequestKeys(exact, shape(call, model, fields, last, text, words), words);
    }

    /** Whether a field leaves it at one answer without log probabilities. */
    private static boolean one(String name, byte[] body, Map<String, Span> fields) {
        Span value = fields.getOrDefault(name, Span.NONE);
        String text = value.length() > 5 ? "" : new String(body, value.start(), value.length(), UTF_8);
        return switch (name) {
            case "n" -> text.equals("1") || text.equals("null");
            case "logprobs" -> text.equals("false") || text.equals("null");
            default -> true;
        };
    }

    private static String exact(InferenceCall call, String model, Map<String, Span> fields) {
        KeyHash exact = hash(call, model);
        fields.forEach((name, value) -> exact.text(name).json(call.body(), value.start(), value.end()));
        return exact.hex();
    }

    private static String shape(
            InferenceCall call, String model, Map<String, Span> fields, Span last, String text, WordGuard words) {
        byte[] body = call.body();
        KeyHash shape = hash(call, model);
        fields.forEach((name, value) -> {
            boolean messages = name.equals(MESSAGES);
            shape.text(name).json(body, value.start(), messages ? last.start() : value.end());
            if (messages) {
                shape.json(body, last.end(), value.end());
            }
        });
        wordsWithDigits(text, shape);
        shape.text(String.join(" ", words.turning()));
        return shape.hex();
    }

    /** One pass: a text may be a megabyte without a blank. */
    private static void wordsWithDigits(String text, KeyHash shape) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean digits = false;
            while (end < text.length() && (inWord(text, end) || (digits && JOINTS.indexOf(text.charAt(end)) >= 0))) {
                digits |= isNumber(text.codePointAt(end));
                end += Character.charCount(text.codePointAt(end));
            }
            if (digits) {
                shape.text(text.substring(at, end));
            }
            at = Math.max(end, at + 1);
        }
    }

    private static boolean inWord(String text, int at) {
        int c = text.codePointAt(at);
        return c == '_' || Character.isLetter(c) || isNumber(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static KeyHash hash(InferenceCall call, String model) {
        return new KeyHash().text(call.principal()).text(call.head().query()).text(model);
    }

    /** A string, or a list of nothing but text parts. */
    private static boolean textOnly(byte[] body, Span content) {
        var scanner = new JsonScanner(body);
        scanner.reset(body, content.start(), content.end());
        if (scanner.peek() != '[') {
            return scanner.peek() == '"';
        }
        scanner.enterArray();
        while (scanner.nextItem()) {
            if (scanner.peek() != '{' || !textPart(scanner)) {
                return false;
            }
        }
        return true;
    }

    private static boolean textPart(JsonScanner scanner) {
        boolean plain = true;
        scanner.enterObject();
        while (scanner.nextField()) {
            boolean string = scanner.peek() == '"';
            if (scanner.keyIs("type")) {
                Span type = scanner.value();
                plain &= string && scanner.text(type).equals("text");
            } else {
                plain &= string && scanner.keyIs("text");
                scanner.skipValue();
            }
        }
        return plain;
    }
}
