package io.serai.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.serai.core.CallError;
import io.serai.core.TokenUsage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks into complete events for the few things that the gateway wants to know of them.
 *
 * <p>It goes from colon to colon and compares the bytes before: a quoted key in front of a colon cannot be part of a
 * string (see the package), so no tokenizer is needed. {@code "text":"..."} inside a nested object counts as content
 * all the same, which is meant.
 */
final class EventLook {
    private static final byte[] DATA = bytes("data:");
    private static final byte[] DONE = bytes("[DONE]");
    private static final byte[] ERROR = bytes("\"error\"");
    private static final byte[] REASONING_CONTENT = bytes("\"reasoning_content\"");
    private static final byte[] REASONING = bytes("\"reasoning\"");
    private static final byte[] ARGUMENTS = bytes("\"arguments\"");
    private static final byte[] TOOL_CALLS = bytes("\"tool_calls\"");
    private static final byte[] OUTPUT_IDS = bytes("\"output_ids\"");
    private static final byte[] TOKEN_IDS = bytes("\"token_ids\"");
    private static final byte[] META_INFO = bytes("\"meta_info\"");

    // The last eight bytes of a quoted key, or all of it where it is shorter, as a word.
    private static final long CONTENT_END = Swar.word(bytes("content\""), 0);
    private static final long REASONING_END = Swar.word(bytes("asoning\""), 0);
    private static final long ARGUMENTS_END = Swar.word(bytes("guments\""), 0);
    private static final long TOOL_CALLS_END = Swar.word(bytes("l_calls\""), 0);
    private static final long OUTPUT_IDS_END = Swar.word(bytes("put_ids\""), 0);
    private static final long TOKEN_IDS_END = Swar.word(bytes("ken_ids\""), 0);
    private static final long META_INFO_END = Swar.word(bytes("ta_info\""), 0);
    private static final long TEXT = Swar.word(bytes("\"text\"\0\0"), 0);
    private static final long USAGE = Swar.word(bytes("\"usage\"\0"), 0);

    private final JsonScanner scanner = new JsonScanner(DATA);
    private final UsageFields counts = new UsageFields();
    private boolean done;
    private boolean error;
    /** Of the event that is being looked at. */
    private boolean content;

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Looks into one event; true if it carries generated content. */
    boolean event(byte[] a, int from, int to) {
        content = false;
        int p = from;
        while (p < to) {
            p = startsWith(a, p, to, DATA) ? data(a, p + DATA.length, to) : Swar.lineEnd(a, p, to);
            p++;
        }
        return content;
    }

    boolean done() {
        return done;
    }

    boolean error() {
        return error;
    }

    @Nullable
    TokenUsage usage() {
        return counts.usage();
    }

    /** Looks into a data line and says where it ends. */
    private int data(byte[] a, int from, int to) {
        int p = spaceEnd(a, from, to);
        byte first = p < to ? a[p] : 0;
        if (first != '{') {
            int end = Swar.lineEnd(a, p, to);
            done |= first == '[' && Arrays.equals(a, p, end, DONE, 0, DONE.length);
            return end;
        }
        if (isError(a, p + 1, to)) {
            error = true;
            return Swar.lineEnd(a, p, to);
        }
        p = Swar.colonOrLineEnd(a, p, to);
        while (p < to && a[p] == ':') {
            if (p >= 9 && a[p - 1] == '"') {
                field(a, p, to);
            }
            p = Swar.colonOrLineEnd(a, p + 1, to);
        }
        return p;
    }

    private static boolean isError(byte[] a, int from, int to) {
        int p = spaceEnd(a, from, to);
        if (!startsWith(a, p, to, ERROR)) {
            return false;
        }
        p = spaceEnd(a, p + ERROR.length, to);
        return p < to && a[p] == ':' && valueStart(a, p, to) != 'n';
    }

    /** A string ends in front of {@code colon}, which has nine bytes before it: no key follows "data:{" earlier. */
    private void field(byte[] a, int colon, int to) {
        long end = Swar.word(a, colon - 8);
        if (end == CONTENT_END) {
            content |= (a[colon - 9] == '"' || keyIs(a, colon, REASONING_CONTENT)) && hasText(a, colon, to);
        } else if (end >>> 16 == TEXT) {
            content |= hasText(a, colon, to);
        } else if (end >>> 8 == USAGE) {
            usage(a, colon, to);
        } else if (end == META_INFO_END && keyIs(a, colon, META_INFO)) {
            usage(a, colon, to);
        } else if (end == REASONING_END || end == ARGUMENTS_END) {
            content |= (keyIs(a, colon, REASONING) || keyIs(a, colon, ARGUMENTS)) && hasText(a, colon, to);
        } else if (end == TOOL_CALLS_END || end == OUTPUT_IDS_END || end == TOKEN_IDS_END) {
            content |= isListKey(a, colon) && hasItems(a, colon, to);
        }
    }

    private static boolean isListKey(byte[] a, int colon) {
        return keyIs(a, colon, TOOL_CALLS) || keyIs(a, colon, OUTPUT_IDS) || keyIs(a, colon, TOKEN_IDS);
    }

    private void usage(byte[] a, int colon, int to) {
        int p = spaceEnd(a, colon + 1, to);
        if (p == to || a[p] != '{') {
            return;
        }
        try {
            scanner.reset(a, p, to);
            counts.read(scanner);
        } catch (CallError malformed) {
            // The client sees the same bytes; a count that cannot be read is a count that is not there.
        }
    }

    private static boolean hasText(byte[] a, int colon, int to) {
        int p = spaceEnd(a, colon + 1, to);
        return p + 1 < to && a[p] == '"' && a[p + 1] != '"';
    }

    private static boolean hasItems(byte[] a, int colon, int to) {
        int p = spaceEnd(a, colon + 1, to);
        return p + 1 < to && a[p] == '[' && valueStart(a, p, to) != ']';
    }

    /** First byte behind {@code at} that is no space, 0 if there is none. */
    private static byte valueStart(byte[] a, int at, int to) {
        int p = spaceEnd(a, at + 1, to);
        return p < to ? a[p] : 0;
    }

    private static int spaceEnd(byte[] a, int from, int to) {
        int p = from;
        while (p < to && a[p] == ' ') {
            p++;
        }
        return p;
    }

    private static boolean keyIs(byte[] a, int colon, byte[] quotedKey) {
        int from = colon - quotedKey.length;
        return from >= 0 && Arrays.equals(a, from, colon, quotedKey, 0, quotedKey.length);
    }

    private static boolean startsWith(byte[] a, int from, int to, byte[] text) {
        return to - from >= text.length && Arrays.equals(a, from, from + text.length, text, 0, text.length);
    }
}
