package io.serai.tokens.stream;

import io.serai.core.TextStream;

/** Ids of one vocabulary into text. Thread-safe; the streams are for one thread each. */
public interface Detokenizer {
    /** A new stream of ids; special tokens give nothing if {@code skipSpecialTokens}. */
    TextStream stream(boolean skipSpecialTokens);

    /** Text of {@code ids} as a whole; bytes that are no UTF-8 become U+FFFD, unknown ids nothing. */
    default String decode(int[] ids, boolean skipSpecialTokens) {
        StringBuilder out = new StringBuilder(ids.length * 4);
        TextStream stream = stream(skipSpecialTokens);
        for (int id : ids) {
            stream.push(id, out);
        }
        stream.end(out);
        return out.toString();
    }
}
