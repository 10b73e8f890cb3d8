package io.serai.gateway.cli;

import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code serai tokenize}: text to token ids, and back. */
final class TokenizeTool implements Tool {
    private static final String HELP = """
            usage: serai tokenize --tokenizer FOLDER (--text TEXT | --file FILE | --ids 1,2,3) [flags]
                   serai tokenize --tokenizer FOLDER --jsonl [flags]

            Writes {"ids": [...], "pieces": [...]} of a text, each piece being the token as the vocabulary spells it, or
            {"text": ..., "deltas": [...]} of ids, each delta being the text that is certain with that id; what is
            held back until the end follows as one more.

              --tokenizer FOLDER       folder of the model's files, or tokenizer.json, tokenizer.model, tiktoken.model
              --text TEXT              the text
              --file FILE              a file with the text
              --ids IDS                token ids, with commas
              --add-special-tokens     put what the tokenizer adds (BOS ...) around the text
              --skip-special-tokens    leave special tokens out of the text
              --jsonl                  read a case from each line of the standard input: {"text"} or {"ids"}, with
                                       "add_special_tokens" or "skip_special_tokens" to override the flag
            """;

    private final Map<String, Tokenizer> open = new HashMap<>();

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--tokenizer"),
                ToolFlag.value("--text"),
                ToolFlag.value("--file"),
                ToolFlag.value("--ids"),
                ToolFlag.of("--add-special-tokens"),
                ToolFlag.of("--skip-special-tokens"));
    }

    @Override
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException {
        String text = given.get("text");
        String file = given.get("file");
        String ids = given.get("ids");
        if (!given.containsKey("tokenizer")
                || (text == null ? 0 : 1) + (file == null ? 0 : 1) + (ids == null ? 0 : 1) != 1) {
            throw new CaseException(
                    "tokenize needs --tokenizer FOLDER and one of --text, --file and --ids, or --jsonl");
        }
        if (ids != null) {
            String list = ids.strip().startsWith("[") ? ids : "[" + ids + "]";
            return JsonValues.members("ids", Cases.json(list, "--ids"));
        }
        return JsonValues.members("text", file == null ? text : Cases.content(file));
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException {
        Tokenizer tokenizer = tokenizer(one, given);
        if (one.get("ids") != null) {
            boolean skip = Cases.truth(one, "skip_special_tokens", given.containsKey("skip-special-tokens"));
            return decoded(tokenizer, Cases.ids(one, "ids"), skip);
        }
        String text = Cases.text(one, "text");
        if (text == null) {
            throw new CaseException("neither 'text' nor 'ids' is given; give one of them");
        }
        boolean add = Cases.truth(one, "add_special_tokens", given.containsKey("add-special-tokens"));
        return encoded(tokenizer, tokenizer.encode(text, add));
    }

    private Tokenizer tokenizer(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException {
        String named = Cases.text(one, "tokenizer");
        String name = named == null ? given.get("tokenizer") : named;
        if (name == null) {
            throw new CaseException("no tokenizer is given; write --tokenizer FOLDER");
        }
        Tokenizer known = open.get(name);
        if (known == null) {
            known = TokenizerFolders.open(name);
            open.put(name, known);
        }
        return known;
    }

    private static Map<String, @Nullable Object> encoded(Tokenizer tokenizer, int[] ids) {
        var pieces = new ArrayList<@Nullable String>(ids.length);
        for (int id : ids) {
            pieces.add(tokenizer.token(id));
        }
        return JsonValues.members("ids", ids, "pieces", pieces);
    }

    private static Map<String, @Nullable Object> decoded(Tokenizer tokenizer, int[] ids, boolean skip) {
        var deltas = new ArrayList<String>(ids.length + 1);
        TextStream stream = tokenizer.stream(skip);
        var text = new StringBuilder();
        for (int id : ids) {
            int before = text.length();
            stream.push(id, text);
            deltas.add(text.substring(before));
        }
        int before = text.length();
        stream.end(text);
        if (text.length() > before) {
            deltas.add(text.substring(before));
        }
        return JsonValues.members("text", tokenizer.decode(ids, skip), "deltas", deltas);
    }
}
