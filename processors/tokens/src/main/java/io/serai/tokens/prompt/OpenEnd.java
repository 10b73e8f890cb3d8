package io.serai.tokens.prompt;

import io.serai.core.PromptException;
import io.serai.core.PromptException.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a chat's last message open: a mark is put behind its words before rendering, and the text is cut at the mark.
 * The mark ends with a blank, which tells whether the template trims what it is given: then what stands before the cut
 * is trimmed too, as it would have been without the mark.
 */
final class OpenEnd {
    /** Starts with a character that is no text, so that nobody writes it by chance. */
    private static final String MARK = "\uE0F7serai-open-end ";

    private final String words;

    private OpenEnd(String words) {
        this.words = words;
    }

    /** The open end of {@code last}, which must be an assistant's. */
    static OpenEnd of(ChatMessage last) throws PromptException {
        String place = "messages[" + last.index() + "]";
        if (!last.role().equals("assistant")) {
            throw Refused.at(place + ".role", last.role(), "only an assistant's message can be continued");
        }
        if (!last.calls().isEmpty()) {
            throw new PromptException(
                    Cause.REFUSED, place + ".tool_calls cannot be continued; send a message with content alone");
        }
        String text = last.text();
        if (text != null) {
            return new OpenEnd(text);
        }
        for (int i = last.parts().size() - 1; i >= 0; i--) {
            if (last.parts().get(i).kind() == ContentPart.Kind.TEXT) {
                return new OpenEnd(last.parts().get(i).text());
            }
        }
        throw Refused.at(place + ".content", last.parts(), "send text to continue");
    }

    /** Puts the mark behind the words of {@code message}, which is in a template's shape. */
    void mark(Map<String, @Nullable Object> message) {
        Object content = message.get("content");
        message.put("content", content instanceof List<?> parts ? marked(parts) : content + MARK);
    }

    private static List<@Nullable Object> marked(List<?> parts) {
        var marked = new ArrayList<@Nullable Object>(parts);
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i) instanceof Map<?, ?> part && part.get("text") instanceof String text) {
                var copy = new HashMap<Object, @Nullable Object>(part);
                copy.put("text", text + MARK);
                marked.set(i, copy);
                return marked;
            }
        }
        return marked;
    }

    /** {@code text} up to the mark. */
    String cut(String text) throws PromptException {
        String bare = MARK.substring(0, MARK.length() - 1);
        int at = text.lastIndexOf(bare);
        if (at < 0) {
            throw new PromptException(
                    Cause.REFUSED, "this model's template leaves out the last message; it cannot be continued");
        }
        return text.startsWith(MARK, at)
                ? text.substring(0, at)
                : text.substring(0, at).stripTrailing();
    }

    /** Where the words begin in {@code cut}; its end where the template changed them. */
    int begin(String cut) {
        String bare = words.strip();
        int at = cut.lastIndexOf(bare);
        return at < 0 ? cut.length() : at;
    }
}
