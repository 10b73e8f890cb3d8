package io.serai.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.wire.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's folder with a vocabulary of bytes: id 33 - 33 is {@code !}, 256 is the special token {@code <|end|>}. */
public final class TinyModel {
    /** Template of its folder. */
    public static final String TEMPLATE = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"
            + "{% if add_generation_prompt %}[assistant]{% endif %}";

    /** Id of {@code <|end|>}. */
    public static final int END = 256;

    private TinyModel() {}

    /** Writes the files into {@code folder}. */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var vocabulary = new LinkedHashMap<String, Object>();
        int other = 0;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
            vocabulary.put(String.valueOf((char) (printable ? value : 256 + other++)), value);
        }
        Map<String, Object> byteLevel = Map.of("type", "ByteLevel", "add_prefix_space", false, "use_regex", true);
        var tokenizer = new LinkedHashMap<String, Object>();
        tokenizer.put("version", "1.0");
        tokenizer.put("added_tokens", List.of(Map.of("id", END, "content", "<|end|>", "special", true)));
        tokenizer.put("pre_tokenizer", byteLevel);
        tokenizer.put("decoder", Map.of("type", "ByteLevel"));
        tokenizer.put("model", Map.of("type", "BPE", "vocab", vocabulary, "merges", List.of()));
        write(folder, "tokenizer.json", tokenizer);
        write(folder, "tokenizer_config.json", Map.of("chat_template", TEMPLATE, "eos_token", "<|end|>"));
        write(folder, "config.json", Map.of("model_type", "tiny", "max_position_embeddings", 512));
        write(folder, "generation_config.json", Map.of("eos_token_id", END, "temperature", 0.6));
        return folder;
    }

    private static void write(Path folder, String name, Map<String, Object> json) throws IOException {
        Files.write(folder.resolve(name), JsonValues.write(json).getBytes(UTF_8));
    }
}
