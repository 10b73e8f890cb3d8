package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.dialects.DialectChoice.Hints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chat templates as models bring them, where a collection of them is present, tell the dialect without a name. */
final class TemplateFilesTest {
    private static final Path FOLDER = Path.of("../../../shared/data/chat-templates/templates");

    @ParameterizedTest
    @CsvSource({
        "Apertus-8B-Instruct, apertus",
        "ByteDance-Seed-OSS, seed_oss",
        "Cohere2MoE, cohere_command4",
        "CohereForAI-c4ai-command-r7b-12-2024-tool_use, cohere_command3",
        "GLM-4.6, glm45",
        "GLM-4.7-Flash, glm47",
        "GigaChat3-10B-A1.8B, gigachat3",
        "Kimi-K2-Thinking, kimi_k2_thinking",
        "Kimi-K3, kimi_k3",
        "LFM2-8B-A1B, lfm2",
        "MiniMax-M2, minimax_m2",
        "Mistral-Small-3.2-24B-Instruct-2506, mistral_new",
        "NVIDIA-Nemotron-3-Nano-30B-A3B-BF16, nemotron_v3",
        "NousResearch-Hermes-3-Llama-3.1-8B-tool_use, hermes",
        "Qwen-QwQ-32B, qwen25",
        "Qwen-Qwen2.5-7B-Instruct, hermes",
        "Qwen-Qwen3-0.6B, qwen25",
        "Qwen-Qwen3-Coder-30B, qwen3_coder",
        "Qwen3-Coder, qwen3_coder",
        "Qwen3.5-4B, qwen3_coder",
        "StepFun3.5-Flash, step3p5",
        "deepseek-ai-DeepSeek-R1-Distill-Llama-8B, deepseek_r1",
        "deepseek-ai-DeepSeek-V3.1, deepseek_v31",
        "deepseek-ai-DeepSeek-V3.2, deepseek_v32",
        "deepseek-ai-DeepSeek-V4, deepseek_v4",
        "deepseek-ai-DeepSeek-V4-Flash-0731, deepseek_v4",
        "google-gemma-4-31B-it, gemma4",
        "google-gemma-4-31B-it-interleaved, gemma4",
        "ibm-granite-granite-3.3-2B-Instruct, granite",
        "ibm-granite-granite-4.0, granite4",
        "meta-llama-Llama-3.1-8B-Instruct, llama3_json",
        "meta-llama-Llama-3.2-3B-Instruct, llama3_json",
        "meta-llama-Llama-3.3-70B-Instruct, llama3_json",
        "mistralai-Ministral-3-14B-Reasoning-2512, mistral_new",
        "openai-gpt-oss-120b, gpt_oss",
        "poolside-Laguna-XS-2.1, poolside_v1",
        "poolside-Laguna-XS.2, poolside_v1",
        "unsloth-mistral-Devstral-Small-2507, mistral_new"
    })
    void aTemplateTellsItsDialect(String file, String dialect) throws IOException {
        DialectChoice choice = choose(file);
        assertThat(choice.dialect().name()).as(choice.reason()).isEqualTo(dialect);
    }

    /** Templates of formats that no dialect reads, or that say nothing of calls. */
    @ParameterizedTest
    @CsvSource({
        "CohereForAI-c4ai-command-r-plus-tool_use",
        "HuggingFaceTB-SmolLM3-3B",
        "MiniMax-M1",
        "NVIDIA-Nemotron-Nano-v2",
        "fireworks-ai-llama-3-firefunction-v2",
        "google-gemma-2-2b-it",
        "llama-cpp-rwkv-world",
        "meetkai-functionary-medium-v3.1",
        "microsoft-Phi-3.5-mini-instruct",
        "upstage-Solar-Open-100B"
    })
    void aTemplateOfNoKnownFamilyTellsNone(String file) throws IOException {
        assertThat(choose(file).reason()).doesNotContain("template");
    }

    private static DialectChoice choose(String file) throws IOException {
        Path path = FOLDER.resolve(file + ".jinja");
        assumeTrue(Files.exists(path), () -> "no chat template at " + path);
        return DialectChoice.choose(new Hints(null, null, null, null, Files.readString(path), "unnamed"));
    }
}
