package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** A stream whose text is that of its tokens' bytes, joined. */
final class ByteStream implements TextStream {
    static final IntPredicate NONE = id -> false;

    private final IntFunction<byte[]> bytes;
    private final IntPredicate skipped;
    private final Utf8Machine utf8;
    private LeadingSpace leadingSpace;

    ByteStream(IntFunction<byte[]> bytes, IntPredicate skipped, Utf8Machine utf8, LeadingSpace leadingSpace) {
        this.bytes = bytes;
        this.skipped = skipped;
        this.utf8 = utf8;
        this.leadingSpace = leadingSpace;
    }

    @Override
    public void push(int id, StringBuilder out) {
        if (skipped.test(id)) {
            return;
        }
        byte[] token = bytes.apply(id);
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
