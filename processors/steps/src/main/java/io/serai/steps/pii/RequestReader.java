package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.serai.core.Span;
import io.serai.steps.pii.RequestText.Kind;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the texts of a request: every string of its messages, prompts, inputs and documents, but for those that cannot
 * say anything, such as roles, ids, names, addresses of images and their bytes. Tools, response formats and other
 * schemas are not text. What an engine may come to know is found too, since the list names what is left out.
 */
final class RequestReader {
    private static final Set<String> TEXTS = Set.of(
            "messages",
            "prompt",
            "suffix",
            "text",
            "texts",
            "input",
            "query",
            "queries",
            "documents",
            "passages",
            "text_1",
            "text_2",
            "data_1",
            "data_2",
            "items",
            "prediction",
            "instructions");

    private static final Set<String> IDS = Set.of("input_ids", "input_embeds", "prompt_embeds", "prompt_token_ids");

    /** In messages and their parts. */
    private static final Set<String> NO_TEXT = Set.of(
            "role",
            "name",
            "id",
            "type",
            "tool_call_id",
            "call_id",
            "image_url",
            "video_url",
            "audio_url",
            "input_audio",
            "image",
            "video",
            "audio",
            "file",
            "source",
            "signature",
            "cache_control",
            "detail",
            "format",
            "media_type");

    /** Below these, keys are a tool's own. */
    private static final Set<String> FREE = Set.of("arguments", "input", "output", "parameters");

    /** Shorter ones, and fractions, are amounts and counts. */
    private static final int LEAST_NUMBER = 9;

    private static final int LEAST_DATA_URL = 64;
    private static final int MOST_DIGITS = 5;
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "data:(?:(?:application|audio|font|image|model|text|video)/[a-z0-9.+-]+(?:;[a-z]+=[a-z0-9.+-]+)*)?",
            Pattern.CASE_INSENSITIVE);

    private final byte[] body;
    private final boolean json;
    private final JsonScanner scanner;
    private final List<RequestText> texts = new ArrayList<>();
    private String field = "";
    private int index;
    private String cacheKey = "";
    private String user = "";
    private boolean unreadable;

    private RequestReader(byte[] body, boolean json) {
        this.body = body;
        this.json = json;
        this.scanner = new JsonScanner(body);
    }

    /**
     * The texts of {@code body}.
     *
     * @param json whether texts that are themselves JSON are taken apart
     * @throws io.serai.core.CallError 400 if it is no JSON object
     */
    static RequestTexts read(byte[] body, boolean json) {
        return new RequestReader(body, json).run();
    }

    private RequestTexts run() {
        scanner.skipSpace();
        scanner.enterObject();
        while (scanner.nextField()) {
            String key = scanner.key();
            if (TEXTS.contains(key)) {
                field = key;
                top();
            } else {
                other(key);
            }
        }
        scanner.expectEnd();
        return new RequestTexts(texts, cacheKey.isEmpty() ? user : cacheKey, unreadable);
    }

    private void other(String key) {
        byte first = scanner.peek();
        Span value = scanner.value();
        unreadable |= IDS.contains(key) && first != 'n';
        if (first == '"' && key.equals("prompt_cache_key")) {
            cacheKey = scanner.text(value);
        } else if (first == '"' && key.equals("user")) {
            user = scanner.text(value);
        }
    }

    private void top() {
        index = -1;
        if (scanner.peek() != '[') {
            value(false);
            return;
        }
        scanner.enterArray();
        while (scanner.nextItem()) {
            index++;
            tokenIds();
            value(false);
        }
    }

    /** Numbers where a text could be, alone or as the first of a list of prompts. */
    private void tokenIds() {
        byte first = scanner.peek();
        unreadable |= first == '-' || (first >= '0' && first <= '9');
    }

    private void value(boolean free) {
        switch (scanner.peek()) {
            case '"' -> text();
            case '{' -> object(free);
            case '[' -> {
                scanner.enterArray();
                while (scanner.nextItem()) {
                    if (!free) {
                        tokenIds();
                    }
                    value(free);
                }
            }
            default -> {
                Span span = scanner.value();
                if (free && span.length() >= LEAST_NUMBER) {
                    number(span);
                }
            }
        }
    }

    private void object(boolean free) {
        scanner.enterObject();
        while (scanner.nextField()) {
            String key = scanner.key();
            if (!free && NO_TEXT.contains(key)) {
                scanner.skipValue();
            } else {
                if (free && mayHold(key)) {
                    texts.add(new RequestText(field, index, scanner.keySpan(), key, null, Kind.STRING));
                }
                value(free || FREE.contains(key));
            }
        }
    }

    /** A whole number that is as long as an id, a card or a phone number. */
    private void number(Span span) {
        var text = new String(body, span.start(), span.length(), US_ASCII);
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            texts.add(new RequestText(field, index, span, text, null, Kind.NUMBER));
        }
    }

    /** Most keys are names of fields. */
    private static boolean mayHold(String key) {
        return key.indexOf('@') >= 0 || key.chars().filter(Character::isDigit).count() > MOST_DIGITS;
    }

    private void text() {
        Span span = scanner.value();
        String text = scanner.text(span);
        if (!text.isBlank() && !isData(text)) {
            texts.add(new RequestText(field, index, span, text, json ? JsonText.of(text) : null, Kind.STRING));
        }
    }

    /** Nothing but bytes of a file: a text that only begins like that is one. */
    private static boolean isData(String text) {
        int comma = text.length() >= LEAST_DATA_URL && text.startsWith("data:") ? text.indexOf(";base64,") : -1;
        if (comma < 0 || comma > LEAST_DATA_URL || !isMediaType(text.substring(0, comma))) {
            return false;
        }
        for (int i = comma + ";base64,".length(); i < text.length(); i++) {
            char c = text.charAt(i);
            boolean base64 = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!base64 && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }

    /** What says more than which kind of file it is may be a value. */
    private static boolean isMediaType(String start) {
        return start.chars().filter(Character::isDigit).count() <= MOST_DIGITS
                && MEDIA_TYPE.matcher(start).matches();
    }
}
