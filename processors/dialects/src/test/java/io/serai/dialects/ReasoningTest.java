package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Dialect;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasoning in all its spellings, chosen apart from calls. */
final class ReasoningTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            kimi                 ¦ OUTPUT ¦ ◁think▷a◁/think▷b              ¦ a  ¦ b
            kimi                 ¦ OUTPUT ¦ b                              ¦ `` ¦ b
            kimi                 ¦ PROMPT ¦ a◁/think▷b                     ¦ a  ¦ b
            kimi                 ¦ NONE   ¦ ◁think▷b                       ¦ `` ¦ ◁think▷b
            granite              ¦ OUTPUT ¦ Here is my thought process: a Here's my response: b ¦ a ¦ b
            granite              ¦ OUTPUT ¦ Here's my thought process:⏎a⏎Here is my response:⏎b ¦ a ¦ b
            granite              ¦ OUTPUT ¦ <think>a</think>b              ¦ a  ¦ b
            granite              ¦ OUTPUT ¦ <think>a Here is my response: it</think>b ¦ a Here is my response: it ¦ b
            granite              ¦ OUTPUT ¦ Here is my thought process: a</think> c Here is my response: b ¦ a</think> c ¦ b
            granite              ¦ OUTPUT ¦ Here is my thought process: a  ¦ a  ¦ ``
            granite              ¦ OUTPUT ¦ Here is my list: b             ¦ `` ¦ Here is my list: b
            granite              ¦ OUTPUT ¦ Here is                        ¦ `` ¦ Here is
            granite              ¦ NONE   ¦ Here is my thought process: b  ¦ `` ¦ Here is my thought process: b
            minimax-append-think ¦ PROMPT ¦ a⏎</think>⏎b                   ¦ `` ¦ <think>a⏎</think>⏎b
            minimax-append-think ¦ OUTPUT ¦ <think>a</think>b              ¦ `` ¦ <think>a</think>b
            minimax-append-think ¦ OUTPUT ¦ <thin                          ¦ `` ¦ <think><thin
            minimax-append-think ¦ NONE   ¦ b                              ¦ `` ¦ b
            qwen3-thinking       ¦ OUTPUT ¦ a</think>⏎⏎b                   ¦ a  ¦ b
            qwen3-thinking       ¦ OUTPUT ¦ <think>a</think>b              ¦ a  ¦ b
            qwen3-thinking       ¦ OUTPUT ¦ a                              ¦ a  ¦ ``
            qwen3-thinking       ¦ NONE   ¦ b                              ¦ `` ¦ b
            qwen3                ¦ OUTPUT ¦ b                              ¦ `` ¦ b
            mistral              ¦ OUTPUT ¦ [THINK]a[/THINK]b              ¦ a  ¦ b
            nano_v3              ¦ PROMPT ¦ a</think>b                     ¦ a  ¦ b
            """)
    void isToldFromTheAnswer(String name, Reasoning start, String raw, String reasoning, String content) {
        Dialect dialect = Dialects.combine(name, "").orElseThrow();
        String text = raw.replace('⏎', '\n');
        ParsedAnswer whole = ParsedAnswer.of(dialect, new ParseOptions(List.of(), true, start), text);
        assertThat(whole.reasoning().strip()).isEqualTo(reasoning.replace('⏎', '\n'));
        assertThat(whole.content().strip()).isEqualTo(content.replace('⏎', '\n'));
        List<String> characters =
                text.codePoints().mapToObj(Character::toString).toList();
        assertThat(ParsedAnswer.of(dialect, new ParseOptions(List.of(), true, start), characters))
                .isEqualTo(whole);
    }

    /** Names of SGLang's and vLLM's options, and of other gateways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cohere_cmd",
                "cohere_command3",
                "cohere_command4",
                "deepseek-r1",
                "deepseek-v3",
                "deepseek-v4",
                "deepseek_r1",
                "deepseek_v3",
                "deepseek_v31",
                "deepseek_v4",
                "ernie45",
                "gemma4",
                "glm45",
                "glm47",
                "gpt-oss",
                "granite",
                "holo2",
                "hunyuan",
                "hunyuan_a13b",
                "hy_v3",
                "identity",
                "interns1",
                "kimi",
                "kimi_k2",
                "kimi_k25",
                "kimi_k3",
                "kimi_thinking",
                "ling3",
                "mimo",
                "minimax",
                "minimax-append-think",
                "minimax-m3",
                "minimax_m2",
                "minimax_m2_append_think",
                "mistral",
                "nano_v3",
                "nemotron_3",
                "nemotron_v3",
                "olmo3",
                "openai_gptoss",
                "poolside_v1",
                "qwen3",
                "qwen3-thinking",
                "qwen3_thinking",
                "seed_oss",
                "step3",
                "step3p5"
            })
    void everyReasoningParserIsKnownByName(String name) {
        assertThat(Dialects.find(name)).isPresent();
        boolean harmony = name.contains("gpt");
        assertThat(Dialects.combine(name, harmony ? name : "hermes")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apertus",
                "apertus2509",
                "cohere",
                "cohere_command3",
                "cohere_command4",
                "deepseek",
                "deepseek31",
                "deepseek32",
                "deepseek_v3",
                "deepseek_v31",
                "deepseek_v32",
                "deepseek_v4",
                "deepseekv3",
                "deepseekv31",
                "deepseekv32",
                "deepseekv4",
                "dots",
                "ernie45",
                "functiongemma",
                "gemma4",
                "gigachat3",
                "glm",
                "glm45",
                "glm45_moe",
                "glm47",
                "glm47_moe",
                "gpt-oss",
                "granite",
                "granite-20b-fc",
                "granite4",
                "hermes",
                "hunyuan",
                "hunyuan_a13b",
                "hy_v3",
                "internlm",
                "interns1",
                "jamba",
                "kimi_k2",
                "kimi_k3",
                "kimik2",
                "lfm2",
                "ling3",
                "llama",
                "llama3",
                "llama3_json",
                "llama4_json",
                "llama4_pythonic",
                "longcat",
                "mimo",
                "minicpm5",
                "minimax-m2",
                "minimax-m3",
                "minimax_m2",
                "minimax_m3",
                "mistral",
                "olmo3",
                "openai",
                "phi4_mini_json",
                "poolside_v1",
                "pythonic",
                "qwen",
                "qwen25",
                "qwen3_coder",
                "qwen3_json",
                "qwen3_xml",
                "qwen_xml",
                "seed_oss",
                "step3",
                "step3p5",
                "xlam"
            })
    void everyToolParserIsKnownByName(String name) {
        assertThat(Dialects.find(name)).isPresent();
        boolean harmony = name.equals("gpt-oss") || name.equals("openai");
        assertThat(Dialects.combine(harmony ? name : "", name)).isPresent();
    }

    /** The names mean what they mean to those engines. */
    @ParameterizedTest
    @CsvSource({
        "qwen3, hermes, qwen25+hermes",
        "kimi, kimi_k2, kimi_vl+kimi_k2",
        "granite, granite, granite_thinking+granite",
        "minimax-append-think, minimax-m2, minimax_append_think+minimax_m2",
        "qwen3-thinking, qwen3_coder, qwen3_thinking+qwen3_coder",
        "kimi_k2, kimi_k2, kimi_k2_thinking+kimi_k2",
        "deepseek-v3, deepseekv31, deepseek_v31",
        "nemotron_3, qwen3_coder, qwen3_coder",
        "identity, hermes, hermes"
    })
    void reasoningAndCallsAreCombined(String reasoning, String tools, String dialect) {
        assertThat(Dialects.combine(reasoning, tools).orElseThrow().name()).isEqualTo(dialect);
    }
}
