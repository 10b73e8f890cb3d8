package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardConfigTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/h", "SERAI_HOME", ".", "SERAI_ROUTES", "r");

    @Test
    void everyKeyFillsTheCard(@TempDir Path folder) throws ConfigException {
        SeraiConfig config = ConfigFiles.read("""
                models:
                  m:
                    tokenizer: %s
                    chat-template: "{{ messages }}"
                    tool-call-parser: hermes
                    reasoning-parser: qwen3
                    context-length: 4096
                    modalities: [text, IMAGE]
                    data-parallel-size: 2
                    tensor-parallel-size: 8
                    sampling: {temperature: 0.6, top_k: 20}
                    stop-token-ids: [1, 2]
                    input-cost: 0.2
                    output-cost: 1
                    quality: 0.9
                """.formatted(folder));

        Map<Field, Object> card = config.models().values().iterator().next().card();
        assertThat(card)
                .containsEntry(Field.TOKENIZER, folder.toString())
                .containsEntry(Field.CHAT_TEMPLATE, "{{ messages }}")
                .containsEntry(Field.TOOL_CALL_PARSER, "hermes")
                .containsEntry(Field.REASONING_PARSER, "qwen3")
                .containsEntry(Field.CONTEXT_LENGTH, 4096)
                .containsEntry(Field.MODALITIES, List.of("text", "image"))
                .containsEntry(Field.DATA_PARALLEL_SIZE, 2)
                .containsEntry(Field.TENSOR_PARALLEL_SIZE, 8)
                .containsEntry(Field.SAMPLING, Map.of("temperature", 0.6, "top_k", 20.0))
                .containsEntry(Field.STOP_TOKEN_IDS, List.of(1, 2))
                .containsEntry(Field.INPUT_COST, 0.2)
                .containsEntry(Field.OUTPUT_COST, 1.0)
                .containsEntry(Field.QUALITY, 0.9);
        // The model's folder is found out, not configured: a tokenizer says as much.
        assertThat(card.keySet()).containsExactlyInAnyOrder(without(Field.MODEL_PATH));
        assertThat(ModelCard.of("m", Source.CONFIGURED, card).contextLength()).isEqualTo(4096);
    }

    private static Field[] without(Field left) {
        return List.of(Field.values()).stream().filter(it -> it != left).toArray(Field[]::new);
    }

    @Test
    void flagsOfTheRouterSayWhatHoldsForEveryModel(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(folder.resolve("chat.jinja"), "x");
        Command command = CommandLine.parse(
                new String[] {
                    "--tokenizer-path",
                    "Qwen/Qwen3-8B@main",
                    "--chat-template",
                    template.toString(),
                    "--tool-call-parser",
                    "qwen25",
                    "--reasoning-parser=qwen3",
                    "--tokenizer-cache-l1-max-memory",
                    "1048576"
                },
                ENVIRONMENT,
                folder);

        assertThat(command).isInstanceOfSatisfying(Command.Up.class, up -> {
            SeraiConfig config = up.loaded().config();
            assertThat(config.modelDefaults())
                    .containsOnly(
                            Map.entry(Field.TOKENIZER, "Qwen/Qwen3-8B@main"),
                            Map.entry(Field.CHAT_TEMPLATE, template.toString()),
                            Map.entry(Field.TOOL_CALL_PARSER, "qwen25"),
                            Map.entry(Field.REASONING_PARSER, "qwen3"));
            assertThat(config.tokens().cache().bytes()).isEqualTo(1 << 20);
            assertThat(up.warnings()).isEmpty();
        });
    }

    @Test
    void theHubIsWhereTheEnvironmentSays() throws ConfigException {
        TokensConfig.Hub plain = ConfigFiles.read("", ENVIRONMENT).tokens().hub();
        assertThat(plain.token()).isNull();
        assertThat(plain.download()).isFalse();

        var environment = Map.of(
                "HF_HOME",
                "/hf",
                "HF_ENDPOINT",
                "http://127.0.0.1:1",
                "HF_TOKEN",
                "hf_1",
                "SERAI_HOME",
                ".",
                "SERAI_ROUTES",
                "r",
                "HOME",
                "/h");
        TokensConfig.Hub told = ConfigFiles.read("", environment).tokens().hub();
        assertThat(told.cache()).isEqualTo(Path.of("/hf/hub"));
        assertThat(told.endpoint()).isEqualTo(URI.create("http://127.0.0.1:1"));
        assertThat(told.token()).isNotNull().hasToString("***");
        assertThat(ConfigFiles.read("tokens: {hub: {cache: none}}", environment)
                        .tokens()
                        .hub()
                        .cache())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tokenizer: nowhere            | models[m].tokenizer: found 'nowhere'; set a folder that exists",
                "tokenizer: /no/where/at/all   | models[m].tokenizer: found '/no/where/at/all'; set a folder that exists",
                "chat-template: no.jinja       | models[m].chat-template: found 'no.jinja'; set a file that exists, or the text",
                "context-length: 0             | models[m].context-length: found '0'",
                "modalities: [smell]           | models[m].modalities[0]: found 'smell'; set one of text, image, audio, video",
                "sampling: {temperature: hot}  | models[m].sampling[temperature]: found 'hot'",
                "input-cost: -1                | models[m].input-cost: found '-1'; set a number of at least 0",
                "tool-call-parser: nope        | models[m].tool-call-parser: found 'nope'; set a dialect of docs/dialects.md",
                "tool-parser: x                | models[m].tool-parser: an unknown key",
            })
    void saysWhatIsWrong(String line, String message) {
        assertThat(ConfigFiles.problems("models: {m: {" + line.strip() + "}}\n"))
                .singleElement()
                .asString()
                .contains(message.strip());
    }
}
