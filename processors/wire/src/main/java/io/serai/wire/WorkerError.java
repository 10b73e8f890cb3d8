package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.CallError;
import io.serai.core.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's error body says.
 *
 * @param message   empty if nothing readable was found
 * @param param     the field at fault, or null
 * @param code      a code in words, or null; engines like to repeat the status as a number here
 * @param enveloped whether the body has the OpenAI envelope already
 */
record WorkerError(
        String message, @Nullable String param, @Nullable String code, boolean enveloped) {
    private static final int MAX_PLAIN_CHARACTERS = 200;
    private static final int MAX_DETAILS = 3;
    /** Anything more in it (a traceback, say) is not passed on. */
    private static final Set<String> ENVELOPE = Set.of("message", "type", "param", "code");

    private static final WorkerError NOTHING = new WorkerError("", null, null, false);

    static WorkerError of(byte[] body) {
        try {
            return new Reader(body).root();
        } catch (CallError notJson) {
            return new WorkerError(plain(body), null, null, false);
        }
    }

    /** Printable beginning of a text body. Markup is a proxy's error page and tells a client nothing. */
    private static String plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * MAX_PLAIN_CHARACTERS), UTF_8).strip();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean markup = text.startsWith("<") || lower.contains("<html") || lower.contains("<!doctype");
        if (markup || text.indexOf('\0') >= 0) {
            return "";
        }
        String printable = text.codePoints()
                .filter(c -> c == '\n' || (!Character.isISOControl(c) && c != 0xFFFD))
                .limit(MAX_PLAIN_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.startsWith("{") || printable.startsWith("[") ? "" : printable;
    }

    /** Picks the message out of JSON. */
    private static final class Reader {
        private final byte[] body;
        private final JsonScanner scanner;

        private Reader(byte[] body) {
            this.body = body;
            this.scanner = new JsonScanner(body);
        }

        private WorkerError root() {
            scanner.skipSpace();
            Span root = scanner.value();
            scanner.expectEnd();
            if (body[root.start()] != '{') {
                return new WorkerError(string(root), null, null, false);
            }
            Map<String, Span> fields = fields(root);
            Span error = fields.getOrDefault("error", Span.NONE);
            if (is(error, '{')) {
                return error(fields(error), fields.size() == 1);
            }
            if (is(error, '"')) {
                return new WorkerError(string(error), null, null, false);
            }
            if (fields.containsKey("message")) {
                return error(fields, false);
            }
            return fields.containsKey("detail") ? detail(fields.getOrDefault("detail", Span.NONE)) : NOTHING;
        }

        private WorkerError error(Map<String, Span> fields, boolean alone) {
            Span message = fields.getOrDefault("message", Span.NONE);
            boolean enveloped = alone && is(message, '"') && fields.keySet().equals(ENVELOPE);
            return new WorkerError(
                    string(message),
                    stringOrNull(fields.getOrDefault("param", Span.NONE)),
                    stringOrNull(fields.getOrDefault("code", Span.NONE)),
                    enveloped);
        }

        /** FastAPI: a text, an object with a message, or a list of {@code {"loc": [...], "msg": "..."}}. */
        private WorkerError detail(Span detail) {
            if (is(detail, '{')) {
                return error(fields(detail), false);
            }
            if (!is(detail, '[')) {
                return new WorkerError(string(detail), null, null, false);
            }
            var messages = new ArrayList<String>();
            String param = null;
            for (Span item : items(detail)) {
                if (is(item, '{') && messages.size() < MAX_DETAILS) {
                    Map<String, Span> fields = fields(item);
                    String place = place(fields.getOrDefault("loc", Span.NONE));
                    String text = string(fields.getOrDefault("msg", Span.NONE));
                    messages.add(place.isEmpty() ? text : place + ": " + text);
                    param = param == null && !place.isEmpty() ? place : param;
                }
            }
            return new WorkerError(String.join("; ", messages), param, null, false);
        }

        private String place(Span location) {
            if (!is(location, '[')) {
                return "";
            }
            return items(location).stream()
                    .map(part -> is(part, '"') ? string(part) : new String(body, part.start(), part.length(), UTF_8))
                    .filter(part -> !part.equals("body"))
                    .collect(Collectors.joining("."));
        }

        private boolean is(Span span, char first) {
            return !span.isEmpty() && body[span.start()] == first;
        }

        private String string(Span span) {
            return is(span, '"') ? scanner.text(span) : "";
        }

        private @Nullable String stringOrNull(Span span) {
            return is(span, '"') ? scanner.text(span) : null;
        }

        private Map<String, Span> fields(Span object) {
            var fields = new HashMap<String, Span>();
            scanner.reset(body, object.start(), object.end());
            scanner.enterObject();
            while (scanner.nextField()) {
                fields.put(scanner.key(), scanner.value());
            }
            return fields;
        }

        private List<Span> items(Span array) {
            var items = new ArrayList<Span>();
            scanner.reset(body, array.start(), array.end());
            scanner.enterArray();
            while (scanner.nextItem()) {
                items.add(scanner.value());
            }
            return items;
        }
    }
}
