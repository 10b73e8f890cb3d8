package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Dialect;
import io.serai.core.ParseOptions;
import io.serai.dialects.DialectChoice.Hints;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "Qwen/Qwen3-8B, qwen25",
        "Qwen/Qwen3-Coder-30B-A3B-Instruct, qwen3_coder",
        "meta-llama/Llama-3.1-8B-Instruct, llama3_json",
        "meta-llama/Llama-4-Scout, llama4_pythonic",
        "mistralai/Mistral-Nemo, mistral_old",
        "mistralai/Magistral-Small, mistral_new",
        "deepseek-ai/DeepSeek-V3.1, deepseek_v31",
        "deepseek-ai/DeepSeek-R1-0528, deepseek_r1",
        "moonshotai/Kimi-K2-Thinking, kimi_k2_thinking",
        "MiniMaxAI/MiniMax-M2, minimax_m2",
        "zai-org/GLM-4.6, glm45",
        "openai/gpt-oss-120b, gpt_oss",
        "LiquidAI/LFM2-1.2B, lfm2",
        "allenai/Olmo-3-7B-Think, olmo3",
        "microsoft/Phi-4-mini-instruct, phi4_mini",
        "ai21labs/AI21-Jamba-Mini-1.7, jamba",
        "Salesforce/Llama-xLAM-2-8b-fc-r, xlam",
        "internlm/internlm2_5-7b-chat, internlm2",
        "internlm/Intern-S1, interns1",
        "ibm-granite/granite-3.3-8b-instruct, granite",
        "ibm-granite/granite-20b-functioncalling, granite_20b_fc",
        "ibm-granite/granite-4.0-h-small, granite4",
        "meituan-longcat/LongCat-Flash-Chat, longcat",
        "ai-sage/GigaChat3-10B-A1.8B, gigachat3",
        "baidu/ERNIE-4.5-21B-A3B-Thinking, ernie45",
        "tencent/Hunyuan-A13B-Instruct, hunyuan_a13b",
        "swiss-ai/Apertus-8B-Instruct-2509, apertus",
        "rednote-hilab/dots.llm1.inst, dots",
        "openbmb/MiniCPM5-8B, minicpm5",
        "MiniMaxAI/MiniMax-M3, minimax_m3",
        "CohereLabs/c4ai-command-a-03-2025, cohere_command3",
        "CohereLabs/command-4, cohere_command4",
        "google/gemma-4-31B-it, gemma4",
        "google/gemma-3-12b-it, json",
        "google/functiongemma-270m-it, functiongemma",
        "moonshotai/Kimi-K3, kimi_k3",
        "zai-org/GLM-4.7-Flash, glm47",
        "zai-org/GLM-5, glm47",
        "inclusionAI/Ling-3.0-flash, ling3",
        "acme/engineering-3b, passthrough",
        "poolside/Laguna-XS.2, poolside_v1",
        "stepfun-ai/step3, step3",
        "stepfun-ai/Step-3.5-Flash, step3p5",
        "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16, nemotron_v3",
        "XiaomiMiMo/MiMo-V2-Flash, mimo",
        "ByteDance-Seed/Seed-OSS-36B-Instruct, seed_oss",
        "deepseek-ai/DeepSeek-V4, deepseek_v4",
        "tencent/HY-V3, hunyuan_hyv3",
        "tencent/Hunyuan-7B-Instruct, hunyuan_a13b",
        "meta-llama/Llama-3.2-3B-Instruct, llama3_json",
        "NousResearch/Hermes-3-Llama-3.1-8B, hermes",
        "mistralai/Ministral-3-14B-Reasoning-2512, mistral_new",
        "acme/unheard-of, passthrough"
    })
    void theModelsNameIsTheLastResort(String model, String dialect) {
        assertThat(DialectChoice.choose(Hints.ofModel(model)).dialect().name()).isEqualTo(dialect);
    }

    @Test
    void markersOfTheTemplateCountMoreThanTheName() {
        DialectChoice choice = DialectChoice.choose(
                new Hints(null, null, null, null, "{{ '<minimax:tool_call>' }} </think>", "my-llama"));
        assertThat(choice.dialect().name()).isEqualTo("minimax_m2");
        assertThat(choice.reason()).contains("<minimax:tool_call>");
    }

    @Test
    void aSettingCountsMoreThanTheCard() {
        DialectChoice choice = DialectChoice.choose(new Hints(null, "hermes", null, "glm45", "", "x"));
        assertThat(choice.dialect().name()).isEqualTo("hermes");
        assertThat(choice.reason()).contains("setting").contains("hermes");
    }

    @ParameterizedTest
    @CsvSource({"minimax-m2", "deepseek-r1", "step3", "kimi_k2_thinking"})
    void whoSetsAnAlwaysThinkingDialectNeedsNoPrompt(String name) {
        Dialect set = DialectChoice.choose(new Hints(name, null, null, null, null, "x"))
                .dialect();
        assertThat(set.withoutPrompt()).isEqualTo(ParseOptions.Reasoning.PROMPT);
        assertThat(ParsedAnswer.of(
                                set,
                                new ParseOptions(List.of(), true, set.withoutPrompt()),
                                "I think.\n</think>\n\nYes.")
                        .reasoning())
                .isEqualTo("I think.");
    }

    @Test
    void aNameSaysNothingOfPrompts() {
        assertThat(DialectChoice.choose(Hints.ofModel("DeepSeek-R1")).dialect().withoutPrompt())
                .isEqualTo(ParseOptions.Reasoning.OUTPUT);
    }

    @Test
    void theTwoPartsAreChosenApart() {
        assertThat(Dialects.combine("deepseek-r1", "hermes").orElseThrow().name())
                .isEqualTo("deepseek_r1+hermes");
        assertThat(Dialects.combine("gpt-oss", "hermes")).isEmpty();
        assertThat(Dialects.combine("qwen3", "qwen").orElseThrow().name()).isEqualTo("qwen25");
    }

    @Test
    void anUnknownNameIsPassedOverAndSaidSo() {
        DialectChoice choice = DialectChoice.choose(new Hints(null, "nonsense", null, null, null, "gpt-oss-20b"));
        assertThat(choice.dialect().name()).isEqualTo("gpt_oss");
        assertThat(choice.reason()).contains("nonsense");
    }

    @ParameterizedTest
    @CsvSource({
        "phi4_mini_json, phi4_mini",
        "internlm, internlm2",
        "granite-20b-fc, granite_20b_fc",
        "apertus2509, apertus",
        "hunyuan-a13b, hunyuan_a13b",
        "ernie45, ernie45",
        "minimax-m3, minimax_m3",
        "cohere-command4, cohere_command4",
        "cohere_cmd, cohere_command3",
        "function_gemma, functiongemma",
        "kimi_k3, kimi_k3",
        "glm47_moe, glm47",
        "nano_v3, nemotron_v3",
        "deepseekv4, deepseek_v4",
        "hunyuan, hunyuan_hyv3",
        "hy_v3, hunyuan_hyv3"
    })
    void enginesNamesMeanTheDialect(String name, String dialect) {
        assertThat(Dialects.find(name).orElseThrow().name()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource({"qwen3-coder", "qwen3_coder", "minimax-m2", "DeepSeek-R1", "glm45", "kimi_k2", "mistral", "llama3"})
    void enginesNamesAreUnderstood(String name) {
        assertThat(Dialects.find(name)).isPresent();
    }
}
