package io.serai.testkit;

import io.netty.buffer.ByteBuf;

/** Writes the answers of one surface. An instance belongs to one request and holds what never changes in it. */
interface ReplyFormat {
    /** Events before the first token. */
    void begin(ByteBuf out);

    /** The event of one token of one choice. */
    void token(ByteBuf out, int choice, int token);

    /** Everything after the last token, {@code [DONE]} included. */
    void finish(ByteBuf out, ReplyEnd end);

    /** The answer of a request that does not stream. */
    void whole(ByteBuf out, ReplyEnd end);
}
