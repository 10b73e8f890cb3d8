package io.serai.tokens.hf;

/** From normalized text without added tokens to tokens. Thread-safe. */
interface PieceEncoder {
    void encode(AlignedText piece, TokenSink sink);

    /** Cuts with {@code splits} and gives each part to {@code model}. */
    static PieceEncoder of(PreTokenizer splits, TokenModel model) {
        return (piece, sink) -> splits.split(piece, part -> {
            if (!part.isEmpty()) {
                model.tokenize(part, sink);
            }
        });
    }
}
