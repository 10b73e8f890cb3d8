package io.serai.tokens.tiktoken;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.serai.tokens.TokenizerFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tekken.json} says. Special tokens have the first ids; token of rank r has id {@code specialCount + r}.
 * The file holds more tokens than the model uses: those above {@code vocabularySize} are left out.
 */
final class TekkenFile {
    private static final JsonFactory JSON = new JsonFactory();

    /** Names of the first ids where a file, as all did before version 7, names none. */
    private static final List<String> UNNAMED = List.of(
            "<unk>",
            "<s>",
            "</s>",
            "[INST]",
            "[/INST]",
            "[AVAILABLE_TOOLS]",
            "[/AVAILABLE_TOOLS]",
            "[TOOL_RESULTS]",
            "[/TOOL_RESULTS]",
            "[TOOL_CALLS]",
            "[IMG]",
            "<pad>",
            "[IMG_BREAK]",
            "[IMG_END]",
            "[PREFIX]",
            "[MIDDLE]",
            "[SUFFIX]",
            "[SYSTEM_PROMPT]",
            "[/SYSTEM_PROMPT]",
            "[TOOL_CONTENT]");

    private final Ranks ranks = new Ranks();
    private final List<String> names = new ArrayList<>();
    private String pattern = "";
    private int vocabularySize = -1;
    private int specialCount = -1;

    private TekkenFile() {}

    /** @throws IOException if the file cannot be read or is no such file; the message says what is wrong with it */
    static TekkenFile read(Path path) throws IOException {
        var file = new TekkenFile();
        try (JsonParser json = JSON.createParser(path.toFile())) {
            json.nextToken();
            eachField(json, field -> {
                switch (field) {
                    case "config" -> file.config(json);
                    case "vocab" -> eachElement(json, () -> file.token(json));
                    case "special_tokens" -> eachElement(json, () -> file.special(json));
                    default -> json.skipChildren();
                }
            });
            file.check();
            return file;
        } catch (IOException | IllegalArgumentException e) {
            throw new TokenizerFormatException(path + " is no tekken file: " + e.getMessage(), e);
        }
    }

    String pattern() {
        return pattern;
    }

    int specialCount() {
        return specialCount;
    }

    /** Tokens by rank, as many as the model uses. */
    byte[][] tokens() throws IOException {
        byte[][] all = ranks.complete();
        int used = vocabularySize - specialCount;
        if (used < 256 || used > all.length) {
            throw new IOException("config.default_vocab_size asks for " + used + " tokens of " + all.length);
        }
        return java.util.Arrays.copyOf(all, used);
    }

    /** Names of the special tokens by id. */
    List<String> specials() {
        List<String> known = names.isEmpty() ? UNNAMED : names;
        var all = new ArrayList<String>(specialCount);
        for (int id = 0; id < specialCount; id++) {
            all.add(id < known.size() ? known.get(id) : "<SPECIAL_" + id + ">");
        }
        return all;
    }

    private void check() throws IOException {
        if (pattern.isEmpty() || vocabularySize < 0 || specialCount < 0) {
            throw new IOException("config needs pattern, default_vocab_size and default_num_special_tokens");
        }
        if (vocabularySize > Ranks.MAX_RANK) {
            throw new IOException(
                    "config.default_vocab_size is " + vocabularySize + "; at most " + Ranks.MAX_RANK + " are read");
        }
        if (names.size() > specialCount || specialCount > vocabularySize) {
            throw new IOException(names.size() + " special tokens, config.default_num_special_tokens " + specialCount
                    + ", config.default_vocab_size " + vocabularySize + ": each must be at least the one before");
        }
    }

    private void config(JsonParser json) throws IOException {
        eachField(json, field -> {
            switch (field) {
                case "pattern" -> pattern = json.getText();
                case "default_vocab_size" -> vocabularySize = json.getIntValue();
                case "default_num_special_tokens" -> specialCount = json.getIntValue();
                default -> json.skipChildren();
            }
        });
    }

    private void token(JsonParser json) throws IOException {
        var entry = Entry.read(json);
        ranks.put(entry.rank, entry.bytes);
    }

    private void special(JsonParser json) throws IOException {
        var entry = Entry.read(json);
        if (entry.rank != names.size() || entry.text == null) {
            throw new IOException("special token " + names.size() + " has rank " + entry.rank + " and spelling "
                    + entry.text + "; they must be in order and spelled out");
        }
        names.add(entry.text);
    }

    private static void eachField(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException(
                    "expected an object at " + json.currentLocation().offsetDescription());
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
        }
    }

    private static void eachElement(JsonParser json, Element element) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("expected a list at " + json.currentLocation().offsetDescription());
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    /** One entry of a list of tokens. */
    private record Entry(int rank, byte[] bytes, @Nullable String text) {
        private static final byte[] NONE = {};

        static Entry read(JsonParser json) throws IOException {
            int[] rank = {-1};
            byte[][] bytes = {NONE};
            @Nullable String[] text = {null};
            eachField(json, field -> {
                switch (field) {
                    case "rank" -> rank[0] = json.getIntValue();
                    case "token_bytes" -> bytes[0] = json.getBinaryValue();
                    case "token_str" -> text[0] = json.getValueAsString();
                    default -> json.skipChildren();
                }
            });
            return new Entry(rank[0], bytes[0], text[0]);
        }
    }

    @FunctionalInterface
    private interface Field {
        void read(String name) throws IOException;
    }

    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }
}
