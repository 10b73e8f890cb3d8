package io.serai.tokens.wordpiece;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.hf.DecoderKind;
import io.serai.tokens.hf.PartJson;
import io.serai.tokens.hf.TokenDecoder;
import java.util.List;

/**
 * The decoder {@code WordPiece}: a space before each token that does not continue a word. The clean-up of English
 * looks at one token at a time, space before it included; so {@code "do not"} of two tokens stays as it is.
 *
 * @param prefix  what a piece that continues a word begins with
 * @param cleanUp whether there is no space before punctuation and contractions
 */
public record WordPieceDecoder(String prefix, boolean cleanUp) implements TokenDecoder {
    /** From the object in a tokenizer file. */
    public static WordPieceDecoder of(PartJson json) throws TokenizerFormatException {
        String prefix = json.text("prefix");
        return new WordPieceDecoder(prefix == null ? "##" : prefix, json.flag("cleanup", true));
    }

    @Override
    public List<String> decode(List<String> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (i > 0) {
                token = token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
            }
            tokens.set(i, cleanUp ? cleaned(token) : token);
        }
        return tokens;
    }

    private static String cleaned(String token) {
        if (token.indexOf(' ') < 0) {
            return token;
        }
        return token.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" do not", " don't")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }

    @Override
    public DecoderKind kind() {
        return DecoderKind.WORDPIECE;
    }
}
