package io.serai.tokens.hf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.UnsupportedPartException;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code tokenizer.json}. */
public final class TokenizerFile {
    private static final int MAX_DEPTH = 200;
    /** Of an added token; at each place of a text as many characters may have to be looked at. */
    private static final int MAX_CONTENT = 4096;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(1 << 20)
                    .maxStringLength(1 << 26)
                    .build())
            .build();

    private final Map<String, @Nullable Object> parts = new HashMap<>();
    private @Nullable ModelReader model;

    private TokenizerFile() {}

    /**
     * The tokenizer that {@code json} describes.
     *
     * @param name what to call the file in messages
     * @throws UnsupportedPartException if it asks for a part that is not known here
     * @throws TokenizerFormatException if it is broken; the message says where
     */
    public static PipelineTokenizer read(byte[] json, String name) throws TokenizerFormatException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            var file = new TokenizerFile();
            file.read(parser);
            return file.tokenizer();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " line " + at.getLineNr() + " column " + at.getColumnNr();
            throw new TokenizerFormatException(name + where + ": " + e.getOriginalMessage(), e);
        } catch (UnsupportedPartException e) {
            throw e.inFile(name);
        } catch (TokenizerFormatException e) {
            throw new TokenizerFormatException(name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TokenizerFormatException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            String seen = parser.currentToken() == null ? "is empty" : "starts with " + parser.currentToken();
            throw new TokenizerFormatException("the file " + seen + "; it should be a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("model")) {
                model = ModelReader.read(parser);
            } else {
                parts.put(name, PlainJson.value(parser));
            }
        }
    }

    private PipelineTokenizer tokenizer() throws TokenizerFormatException {
        if (model == null) {
            throw new TokenizerFormatException("there is no model");
        }
        Normalizer normalizer = Parts.normalizer(part("normalizer"));
        BpeTables tables = model.bpe();
        TokenModel tokens = tables != null ? new BpeModel(tables) : other(model);
        PieceEncoder encoder = tables != null ? ByteLevelEncoder.of(part("pre_tokenizer"), tables) : null;
        if (encoder == null) {
            encoder = PieceEncoder.of(Parts.preTokenizer(part("pre_tokenizer")), tokens);
        }
        var added = new AddedTokens(added(tokens), normalizer);
        Frame frame = Frame.of(part("post_processor"));
        PairTemplate pairs = PairTemplate.of(part("post_processor"));
        return new PipelineTokenizer(tokens, added, normalizer, encoder, frame, pairs, Parts.decoder(part("decoder")));
    }

    private static TokenModel other(ModelReader model) throws TokenizerFormatException {
        TokenModel known = WordParts.model(model.json());
        if (known == null) {
            throw new UnsupportedPartException(
                    "model", "model \"" + model.json().fields().type() + "\"");
        }
        return known;
    }

    private List<AddedToken> added(TokenModel tokens) throws TokenizerFormatException {
        List<AddedToken> added = new ArrayList<>();
        int highest = -1;
        for (PartJson json : new PartJson("file", parts).parts("added_tokens")) {
            String content = json.neededText("content");
            if (content.length() > MAX_CONTENT) {
                throw new TokenizerFormatException(json.path() + ".content has " + content.length()
                        + " characters; an added token has at most " + MAX_CONTENT);
            }
            boolean special = json.flag("special", false);
            if (!content.isEmpty()) {
                // new tokens are numbered in order; the id of the file does not count, as in the reference
                int known = tokens.id(content);
                int id = known >= 0 ? known : Math.max(tokens.count(), highest + 1);
                highest = Math.max(highest, id);
                added.add(new AddedToken(
                        id,
                        content,
                        special,
                        json.flag("single_word", false),
                        json.flag("lstrip", false),
                        json.flag("rstrip", false),
                        json.flag("normalized", !special)));
            }
        }
        return added;
    }

    private @Nullable PartJson part(String name) throws TokenizerFormatException {
        Object value = parts.get(name);
        return value == null ? null : PartJson.of(name, value);
    }
}
