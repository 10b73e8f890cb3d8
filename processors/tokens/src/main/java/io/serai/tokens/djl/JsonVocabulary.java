package io.serai.tokens.djl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.bpe.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a {@code tokenizer.json}, which the library does not tell. Reads {@code model.vocab} and
 * {@code added_tokens} and skips whatever else there is.
 */
final class JsonVocabulary {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};
    private static final int MAX_ID = 10_000_000;

    private final Vocabulary.Builder tokens = Vocabulary.builder();
    private final BitSet added = new BitSet();
    private final BitSet special = new BitSet();
    private final Set<String> decoders = new HashSet<>();
    private Vocabulary vocabulary = tokens.build();

    private JsonVocabulary() {}

    static JsonVocabulary of(byte[] json) throws TokenizerFormatException {
        var read = new JsonVocabulary();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new TokenizerFormatException("a tokenizer file should be an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "added_tokens" -> read.added(parser);
                    case "model" -> read.model(parser);
                    case "decoder" -> read.decoder(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (TokenizerFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new TokenizerFormatException("the tokenizer file is broken: " + e.getMessage(), e);
        }
        read.vocabulary = read.tokens.build();
        return read;
    }

    private void added(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int id = -1;
            String content = "";
            boolean isSpecial = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "id" -> id = parser.getIntValue();
                    case "content" -> content = parser.getText();
                    case "special" -> isSpecial = parser.getBooleanValue();
                    default -> parser.skipChildren();
                }
            }
            tokens.add(content, checked(id, content));
            added.set(id);
            special.set(id, isSpecial);
        }
    }

    private void model(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean vocab = parser.currentName().equals("vocab");
            JsonToken value = parser.nextToken();
            if (vocab && value == JsonToken.START_OBJECT) {
                words(parser);
            } else if (vocab && value == JsonToken.START_ARRAY) {
                pieces(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void words(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String token = parser.currentName();
            parser.nextToken();
            tokens.add(token, checked(parser.getIntValue(), token));
        }
    }

    private static int checked(int id, String token) throws TokenizerFormatException {
        if (id < 0 || id > MAX_ID) {
            throw new TokenizerFormatException(
                    "token \"" + token + "\" has id " + id + "; it should be 0 to " + MAX_ID);
        }
        return id;
    }

    /** Pairs of token and score; the place of a pair is its id. */
    private void pieces(JsonParser parser) throws IOException {
        for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
            parser.nextToken();
            tokens.add(parser.getText(), id);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    /** Types of the decoder and of those in it. */
    private void decoder(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && "type".equals(parser.currentName())) {
                decoders.add(parser.getText());
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    @Nullable
    String token(int id) {
        return vocabulary.token(id);
    }

    int id(String token) {
        return vocabulary.id(token);
    }

    boolean special(int id) {
        return id >= 0 && special.get(id);
    }

    int size() {
        return vocabulary.size();
    }

    /** What a token stands for, as far as the types of its decoder tell. */
    byte[] bytes(int id) {
        String token = vocabulary.token(id);
        if (token == null) {
            return NOTHING;
        }
        if (!added.get(id) && decoders.contains("ByteLevel")) {
            byte[] bytes = ByteAlphabet.bytes(token);
            return bytes == null ? token.getBytes(StandardCharsets.UTF_8) : bytes;
        }
        if (!added.get(id) && decoders.contains("ByteFallback") && token.matches("<0x[0-9A-F]{2}>")) {
            return new byte[] {(byte) Integer.parseInt(token, 3, 5, 16)};
        }
        boolean marksSpaces = decoders.contains("Metaspace") || decoders.contains("Replace");
        return (marksSpaces ? token.replace('\u2581', ' ') : token).getBytes(StandardCharsets.UTF_8);
    }
}
