package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.dialects.DialectChoice.Hints;
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
        "ernie45, ernie45"
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
