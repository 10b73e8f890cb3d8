package io.serai.tokens.hf;

import java.util.List;

/** One step from tokens back to text; what the last step leaves is joined. Stateless and thread-safe. */
public interface TokenDecoder {
    /** What becomes of {@code tokens}; the list may be changed. */
    List<String> decode(List<String> tokens);

    /** What {@code token} stands for by itself, a leading space included; steps that need the whole text do nothing. */
    default String text(String token) {
        return token;
    }

    /** How a stream has to treat tokens that go through this step. */
    DecoderKind kind();
}
