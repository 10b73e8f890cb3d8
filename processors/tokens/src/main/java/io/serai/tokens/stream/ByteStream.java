package io.serai.tokens.stream;

import io.serai.core.TextStream;
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
        utf8.push(token, leadingSpace == LeadingSpace.KEPT ? 0 : pastLeadingSpace(token), out);
    }

    @Override
    public void end(StringBuilder out) {
        utf8.end(out);
    }

    private int pastLeadingSpace(byte[] token) {
        if (token.length == 0) {
            return 0;
        }
        int most = leadingSpace == LeadingSpace.ONE_OFF_TEXT ? 1 : token.length;
        leadingSpace = LeadingSpace.KEPT;
        int start = 0;
        while (start < most && token[start] == ' ') {
            start++;
        }
        return start;
    }
}
