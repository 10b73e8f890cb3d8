package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** A stream whose text is that of its tokens' bytes, joined. */
final class ByteStream implements TextStream {
    static final IntPredicate NONE = id -> false;
    static final IntPredicate ALL = id -> true;

    private final IntFunction<byte[]> bytes;
    private final IntPredicate skipped;
    private final IntPredicate joined;
    private final Utf8Machine utf8;
    private LeadingSpace leadingSpace;

    /** @param joined tokens that may go on with a character that the ones before have begun */
    ByteStream(
            IntFunction<byte[]> bytes,
            IntPredicate skipped,
            IntPredicate joined,
            Utf8Machine utf8,
            LeadingSpace leadingSpace) {
        this.bytes = bytes;
        this.skipped = skipped;
        this.joined = joined;
        this.utf8 = utf8;
        this.leadingSpace = leadingSpace;
    }

    @Override
    public void push(int id, StringBuilder out) {
        if (skipped.test(id)) {
            return;
        }
        byte[] token = bytes.apply(id);
        if (utf8.holds() && token.length > 0 && !joined.test(id)) {
            utf8.end(out);
        }
        if (leadingSpace == LeadingSpace.KEPT || token.length == 0) {
            utf8.push(token, 0, out);
        } else {
            pushFirst(token, out);
        }
    }

    @Override
    public void end(StringBuilder out) {
        utf8.end(out);
    }

    private void pushFirst(byte[] token, StringBuilder out) {
        boolean one = leadingSpace == LeadingSpace.ONE_OFF_TEXT;
        leadingSpace = LeadingSpace.KEPT;
        if (one) {
            utf8.push(token, token[0] == ' ' ? 1 : 0, out);
        } else {
            utf8.push(withoutSpaces(token), 0, out);
        }
    }

    private static byte[] withoutSpaces(byte[] token) {
        byte[] rest = new byte[token.length];
        int length = 0;
        for (byte b : token) {
            if (b != ' ') {
                rest[length++] = b;
            }
        }
        return Arrays.copyOf(rest, length);
    }
}
