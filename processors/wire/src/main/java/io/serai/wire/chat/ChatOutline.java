package io.serai.wire.chat;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;

/**
 * Where the user's words lie in the messages of a chat request. Nothing is decoded before it is asked for.
 *
 * @param opening  from the first message to the end of the first user message, both included: the same bytes for every
 *                 turn of a conversation whose client repeats them; {@link Span#NONE} without a user message
 * @param lastUser the {@code content} of the last user message; {@link Span#NONE} without one
 * @param images   whether any message has an image
 */
public record ChatOutline(Span opening, Span lastUser, boolean images) {
    private static final ChatOutline NOTHING = new ChatOutline(Span.NONE, Span.NONE, false);

    /**
     * Reads messages that {@link io.serai.wire.RequestSkimmer} has accepted.
     *
     * @param body     a request's body
     * @param messages the span of its {@code messages}; what is no array has nothing in it
     */
    public static ChatOutline of(byte[] body, Span messages) {
        var scanner = new JsonScanner(body);
        scanner.reset(body, messages.start(), messages.end());
        return scanner.peek() == '[' ? new Reader(scanner).read() : NOTHING;
    }

    /**
     * Text of a {@code content}: the string, or the text parts of the array with line ends between them.
     *
     * @param content its span within {@code body}; empty for none
     */
    public static String text(byte[] body, Span content) {
        var scanner = new JsonScanner(body);
        scanner.reset(body, content.start(), content.end());
        if (scanner.peek() == '"') {
            return scanner.text(scanner.value());
        }
        var text = new StringBuilder();
        if (scanner.peek() == '[') {
            scanner.enterArray();
            while (scanner.nextItem()) {
                part(scanner, text);
            }
        }
        return text.toString();
    }

    private static void part(JsonScanner scanner, StringBuilder text) {
        if (scanner.peek() != '{') {
            scanner.skipValue();
            return;
        }
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs("text") && scanner.peek() == '"') {
                text.append(text.isEmpty() ? "" : "\n").append(scanner.text(scanner.value()));
            } else {
                scanner.skipValue();
            }
        }
    }

    private static final class Reader {
        private final JsonScanner scanner;
        private Span opening = Span.NONE;
        private Span lastUser = Span.NONE;
        private boolean images;
        private boolean user;
        private Span content = Span.NONE;

        Reader(JsonScanner scanner) {
            this.scanner = scanner;
        }

        ChatOutline read() {
            int start = scanner.position();
            scanner.enterArray();
            while (scanner.nextItem()) {
                if (scanner.peek() != '{') {
                    scanner.skipValue();
                    continue;
                }
                message();
                if (user) {
                    lastUser = content;
                    opening = opening.isEmpty() ? new Span(start, scanner.position()) : opening;
                }
            }
            return new ChatOutline(opening, lastUser, images);
        }

        private void message() {
            user = false;
            content = Span.NONE;
            scanner.enterObject();
            while (scanner.nextField()) {
                byte first = scanner.peek();
                if (first == '"' && scanner.keyIs("role")) {
                    user = scanner.text(scanner.value()).equals("user");
                } else if (scanner.keyIs("content")) {
                    content = first == '[' ? parts() : scanner.value();
                } else {
                    scanner.skipValue();
                }
            }
        }

        private Span parts() {
            int from = scanner.position();
            scanner.enterArray();
            while (scanner.nextItem()) {
                if (scanner.peek() == '{') {
                    partType();
                } else {
                    scanner.skipValue();
                }
            }
            return new Span(from, scanner.position());
        }

        private void partType() {
            scanner.enterObject();
            while (scanner.nextField()) {
                boolean type = scanner.peek() == '"' && scanner.keyIs("type");
                Span value = scanner.value();
                images |= type && scanner.text(value).contains("image");
            }
        }
    }
}
