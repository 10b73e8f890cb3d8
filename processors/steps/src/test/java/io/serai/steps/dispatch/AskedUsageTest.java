package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.TokenUsage;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskedUsageTest {
    private static final DispatchOptions ASKING = new DispatchOptions("", false, 0, Limits.CONFIGURED, true);
    private static final String STREAM = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\"}]";

    private final DispatchRig rig = new DispatchRig();

    @BeforeEach
    void worker() {
        rig.worker("w", it -> it.model("m").outputTokens(3));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private String sent() {
        return rig.mock("w").lastRequest().bodyText();
    }

    @Test
    void countsAStreamWithoutTheClientSeeingIt() {
        Heard heard = rig.finished(Ask.chat(STREAM + "}"), ASKING);
        assertThat(sent()).startsWith("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",");
        assertThat(heard.trace().usage()).extracting(TokenUsage::completion).isEqualTo(3);
        assertThat(heard.text())
                .doesNotContain("prompt_tokens", "\"choices\":[]")
                .contains("finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void whatTheClientSaysOfItStands() {
        Heard asked = rig.finished(Ask.chat(STREAM + ",\"stream_options\":{\"include_usage\":true}}"), ASKING);
        assertThat(asked.text()).contains("prompt_tokens");
        Heard declined = rig.finished(Ask.chat(STREAM + ",\"stream_options\":{}}"), ASKING);
        assertThat(declined.text()).doesNotContain("prompt_tokens");
        assertThat(declined.trace().usage()).isNull();
    }

    @Test
    void wholeAnswersHaveTheirUsageAnyway() {
        Heard heard = rig.finished(Ask.whole(), ASKING);
        assertThat(sent()).doesNotContain("stream_options");
        assertThat(heard.text()).contains("prompt_tokens");
    }

    @Test
    void nothingIsAskedWithoutTheOption() {
        Heard heard = rig.finished(Ask.chat(STREAM + "}"));
        assertThat(sent()).isEqualTo(STREAM + "}");
        assertThat(heard.trace().usage()).isNull();
    }
}
