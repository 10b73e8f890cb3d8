package io.serai.tokens.hf;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.BpeOptions;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.bpe.MergeList;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code model} object of a file, which is nearly all of it: read as a stream, its fields in any order. Old files
 * have no {@code type}.
 */
final class ModelReader {
    /** Ids must be below; the largest vocabularies have some 300,000. */
    static final int MAX_IDS = 1 << 22;

    private final Map<String, @Nullable Object> fields = new HashMap<>();
    private @Nullable Vocabulary vocabulary;
    private final List<WordParts.Piece> pieces = new ArrayList<>();
    private @Nullable MergeList merges;

    private ModelReader() {}

    static ModelReader read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(parser, "model", "an object");
        }
        var model = new ModelReader();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "vocab" -> model.vocabulary(parser);
                case "merges" -> model.merges = merges(parser);
                default -> model.fields.put(name, PlainJson.value(parser));
            }
        }
        return model;
    }

    WordParts.ModelJson json() {
        return new WordParts.ModelJson(new PartJson("model", fields), vocabulary, pieces);
    }

    /** The tables of a BPE; null where the model is another. */
    @Nullable
    BpeTables bpe() throws TokenizerFormatException {
        var json = new PartJson("model", fields);
        boolean bpe = json.type().equals("BPE") || (json.type().isEmpty() && merges != null);
        if (!bpe) {
            return null;
        }
        if (vocabulary == null || merges == null) {
            throw new TokenizerFormatException("model has no " + (vocabulary == null ? "vocab" : "merges"));
        }
        var options = new BpeOptions(
                orEmpty(json.text("unk_token")),
                json.flag("fuse_unk", false),
                json.flag("byte_fallback", false),
                json.flag("ignore_merges", false),
                orEmpty(json.text("continuing_subword_prefix")),
                orEmpty(json.text("end_of_word_suffix")));
        try {
            return BpeTables.of(vocabulary, merges, options);
        } catch (IllegalArgumentException e) {
            throw new TokenizerFormatException("model.merges: " + e.getMessage(), e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void vocabulary(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            pieces(parser);
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(parser, "model.vocab", "an object or a list");
        }
        Vocabulary.Builder builder = Vocabulary.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String token = parser.currentName();
            boolean number = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
            long id = number ? parser.getLongValue() : -1;
            if (id < 0 || id >= MAX_IDS) {
                throw wrong(parser, "model.vocab[\"" + token + "\"]", "0 to " + (MAX_IDS - 1));
            }
            builder.add(token, (int) id);
        }
        vocabulary = builder.build();
    }

    private void pieces(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean piece =
                    parser.currentToken() == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_STRING;
            String text = piece ? parser.getText() : "";
            if (!piece || !parser.nextToken().isNumeric()) {
                throw wrong(parser, "model.vocab[" + pieces.size() + "]", "a string and a number");
            }
            pieces.add(new WordParts.Piece(text, parser.getDoubleValue()));
            if (parser.nextToken() != JsonToken.END_ARRAY || pieces.size() > MAX_IDS) {
                throw wrong(parser, "model.vocab[" + pieces.size() + "]", "one of at most " + MAX_IDS + " pairs");
            }
        }
    }

    private static MergeList merges(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(parser, "model.merges", "a list");
        }
        var merges = new MergeList();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (merges.size() >= MAX_IDS) {
                throw wrong(parser, "model.merges", "at most " + MAX_IDS + " merges");
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                spaced(parser, merges);
            } else {
                pair(parser, merges);
            }
        }
        return merges;
    }

    /** {@code "a b"}: neither half has a space. */
    private static void spaced(JsonParser parser, MergeList merges) throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        int space = start;
        while (space < end && text[space] != ' ') {
            space++;
        }
        if (space == end) {
            throw wrong(parser, "model.merges[" + merges.size() + "]", "two tokens with a space between");
        }
        merges.add(text, start, space - start);
        merges.add(text, space + 1, end - space - 1);
    }

    /** {@code ["a", "b"]}. */
    private static void pair(JsonParser parser, MergeList merges) throws IOException {
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        for (int i = 0; i < 2; i++) {
            if (!list || parser.nextToken() != JsonToken.VALUE_STRING) {
                throw wrong(parser, "model.merges[" + merges.size() + "]", "two tokens");
            }
            merges.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw wrong(parser, "model.merges[" + (merges.size() - 1) + "]", "two tokens");
        }
    }

    private static TokenizerFormatException wrong(JsonParser parser, String path, String should) throws IOException {
        var at = parser.currentLocation();
        String seen = parser.currentToken() == null ? "the end" : String.valueOf(parser.getText());
        String shown = seen.length() > 60 ? seen.substring(0, 60) + "..." : seen;
        return new TokenizerFormatException(
                path + " (line " + at.getLineNr() + ") is " + shown + "; it should be " + should);
    }
}
