package io.serai.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * Counts the content tokens of a server-sent event stream, however it is cut, without decoding it.
 *
 * <p>A token is a chunk whose {@code "content":"} is followed by anything but the closing quote: the first chunk of
 * a chat stream carries the role and an empty content, which is no token. The match is textual, so a server that
 * puts blanks after the colon would count as sending none.
 */
final class TokenScanner implements ByteProcessor {
    private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.US_ASCII);

    private int contentMatched;
    private int doneMatched;
    private int tokens;

    /** Reads a piece; returns the number of tokens that it completed. */
    int scan(ByteBuf piece) {
        int before = tokens;
        piece.forEachByte(this);
        return tokens - before;
    }

    /** Tokens so far. */
    int tokens() {
        return tokens;
    }

    /** True once the end marker of the stream went by. */
    boolean done() {
        return doneMatched == DONE.length;
    }

    @Override
    public boolean process(byte value) {
        if (contentMatched == CONTENT.length) {
            if (value != '"') {
                tokens++;
            }
            contentMatched = 0;
        }
        // A restart misses only "content"content":, which no JSON text contains.
        contentMatched = value == CONTENT[contentMatched] ? contentMatched + 1 : value == CONTENT[0] ? 1 : 0;
        if (doneMatched < DONE.length) {
            doneMatched = value == DONE[doneMatched] ? doneMatched + 1 : value == DONE[0] ? 1 : 0;
        }
        return true;
    }
}
