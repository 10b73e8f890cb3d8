package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the texts of a request: every string of its messages, prompts, inputs and documents, but for those that cannot
 * say anything, such as roles, ids, names, addresses of images and their bytes; and strings that the worker is to write
 * or to keep from writing. Tools, response formats and other schemas are not text. What an engine may come to know of
 * messages is found too, since the list names what is left out.
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
            "instructions",
            "instruct",
            "instruction",
            "stop",
            "bad_words",
            "guided_choice");

    /** Only {@link #TEXTS_OF_SETTINGS} are texts in them; the rest are numbers, schemas and patterns. */
    private static final Set<String> SETTINGS = Set.of("sampling_params", "structured_outputs");

    private static final Set<String> TEXTS_OF_SETTINGS = Set.of("stop", "bad_words", "choice");

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
            "file_data",
            "file_id",
            "source",
            "signature",
            "cache_control",
            "detail",
            "format",
            "media_type");

    /** What stands there is a tool's own: JSON whose keys say nothing to us. */
    private static final Set<String> OF_TOOLS = Set.of("arguments", "input", "output", "parameters");

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

    /** Whether what stands under {@code key} in a message or a document is left alone. */
    static boolean saysNothing(String key) {
        return NO_TEXT.contains(key);
    }

    private RequestTexts run() {
        scanner.skipSpace();
        scanner.enterObject();
        while (scanner.nextField()) {
            String key = scanner.key();
            if (TEXTS.contains(key)) {
                field = key;
                top();
            } else if (SETTINGS.contains(key)) {
                settings(key);
            } else {
                other(key);
            }
        }
        scanner.expectEnd();
        return new RequestTexts(texts, cacheKey.isEmpty() ? user : cacheKey, unreadable);
    }

    /** The settings of one prompt, or of each of a batch. */
    private void settings(String name) {
        switch (scanner.peek()) {
            case '{' -> {
                scanner.enterObject();
                while (scanner.nextField()) {
                    String key = scanner.key();
                    if (TEXTS_OF_SETTINGS.contains(key)) {
                        field = name + "." + key;
                        top();
                    } else if (SETTINGS.contains(key)) {
                        settings(name + "." + key);
                    } else {
                        scanner.skipValue();
                    }
                }
            }
            case '[' -> {
                scanner.enterArray();
                while (scanner.nextItem()) {
                    settings(name);
                }
            }
            default -> scanner.skipValue();
        }
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
            value();
            return;
        }
        scanner.enterArray();
        while (scanner.nextItem()) {
            index++;
            tokenIds();
            value();
        }
    }

    /** Numbers where a text could be, alone or as the first of a list of prompts. */
    private void tokenIds() {
        byte first = scanner.peek();
        unreadable |= first == '-' || (first >= '0' && first <= '9');
    }

    private void value() {
        switch (scanner.peek()) {
            case '"' -> text();
            case '{' -> object();
            case '[' -> {
                scanner.enterArray();
                while (scanner.nextItem()) {
                    tokenIds();
                    value();
                }
            }
            default -> scanner.skipValue();
        }
    }

    private void object() {
        scanner.enterObject();
        while (scanner.nextField()) {
            String key = scanner.key();
            if (saysNothing(key)) {
                scanner.skipValue();
            } else if (OF_TOOLS.contains(key) && scanner.peek() != '"') {
                ofTools();
            } else {
                value();
            }
        }
    }

    private void ofTools() {
        int from = scanner.position();
        var value = SearchableJson.of(body, scanner);
        if (!value.isEmpty()) {
            var span = new Span(from, scanner.position());
            var text = new String(body, from, span.length(), UTF_8);
            texts.add(new RequestText(field, index, span, text, json ? value : null, false));
        }
    }

    private void text() {
        Span span = scanner.value();
        String text = scanner.text(span);
        if (!text.isBlank() && !DataUrl.is(text)) {
            texts.add(new RequestText(field, index, span, text, json ? SearchableJson.of(text) : null, true));
        }
    }
}
