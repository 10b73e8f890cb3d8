package io.serai.tokens.stream;

import io.serai.core.TextStream;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Text tokens, beside which bytes have tokens; see {@link TextStreams#byteFallback}. */
record ByteFallbackDetokenizer(
        IntFunction<byte[]> bytes, IntPredicate byteToken, IntPredicate special, LeadingSpace leadingSpace)
        implements Detokenizer {
    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        return new ByteStream(bytes, skipped(skipSpecialTokens), byteToken, new Utf8Machine(true), leadingSpace);
    }

    /** Like a stream, but takes back the characters of a run of byte tokens that turns out to be no UTF-8. */
    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        IntPredicate skipped = skipped(skipSpecialTokens);
        Utf8Machine utf8 = new Utf8Machine(true);
        // A space that goes may be of a run that turns out to be no UTF-8, in which case it counts.
        boolean oneOff = leadingSpace == LeadingSpace.ONE_OFF_TEXT;
        ByteStream stream = new ByteStream(bytes, skipped, byteToken, utf8, oneOff ? LeadingSpace.KEPT : leadingSpace);
        StringBuilder out = new StringBuilder(ids.length * 4);
        int runStart = 0;
        int run = 0;
        for (int id : ids) {
            if (skipped.test(id)) {
                continue;
            }
            if (!byteToken.test(id)) {
                endRun(utf8, runStart, run, out);
                run = 0;
            } else if (run++ == 0) {
                runStart = out.length();
            }
            stream.push(id, out);
        }
        endRun(utf8, runStart, run, out);
        return out.substring(oneOff && !out.isEmpty() && out.charAt(0) == ' ' ? 1 : 0);
    }

    private static void endRun(Utf8Machine utf8, int runStart, int run, StringBuilder out) {
        utf8.end(out);
        if (utf8.takeReplaced() && run > 0) {
            out.setLength(runStart);
            out.repeat('\uFFFD', run);
        }
    }

    private IntPredicate skipped(boolean skipSpecialTokens) {
        return skipSpecialTokens ? special : ByteStream.NONE;
    }
}
