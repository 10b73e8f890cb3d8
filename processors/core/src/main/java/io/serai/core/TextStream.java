package io.serai.core;

/** Decodes one stream of token ids. Text comes out as soon as it is certain; a character is never cut. */
public interface TextStream {
    /** Takes a token; appends what is certain now, which may be nothing. */
    void push(int id, StringBuilder out);

    /** No more tokens: appends what was held back, U+FFFD for bytes that never became a character. */
    void end(StringBuilder out);
}
