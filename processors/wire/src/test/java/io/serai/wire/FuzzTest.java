package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serai.core.Api;
import io.serai.core.CallError;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Arbitrary bytes end in an answer or a {@link CallError}, never in another exception. */
class FuzzTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    @Provide
    Arbitrary<byte[]> anything() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
        Arbitrary<byte[]> nearlyJson = Arbitraries.strings()
                .withChars("{}[]\",:\\u0aeE+-.1 \n\r\ttrfnsl\u00e9\ud83d")
                .ofMaxLength(60)
                .map(text -> text.getBytes(UTF_8));
        Arbitrary<byte[]> nearlyEvents = Arbitraries.of(
                        "data:",
                        " ",
                        "{",
                        "\"usage\":{",
                        "\"meta_info\":",
                        "\"prompt_tokens\":",
                        "5",
                        "}",
                        "\n",
                        "\r",
                        "\n\n",
                        "[DONE]",
                        "\"error\":",
                        "\"content\":",
                        "\"",
                        "\":",
                        ":",
                        "\"text\":\"",
                        "\"output_ids\":[",
                        "\"message\":")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts).getBytes(UTF_8));
        return Arbitraries.oneOf(bytes, nearlyJson, nearlyEvents);
    }

    @Property(tries = 6000)
    void skimmingRefusesOrAccepts(@ForAll("anything") byte[] body) {
        for (Api api : Api.values()) {
            try {
                assertThat(RequestSkimmer.skim(api, body)).isNotNull();
            } catch (CallError refused) {
                assertThat(refused.status()).isEqualTo(400);
            }
        }
    }

    @Property(tries = 6000)
    void repliesAreReadOrIgnored(@ForAll("anything") byte[] body) {
        UsageScanner.of(body);
        var whole = new SseScanner();
        byte[] out = whole.feed(body);
        assertThat(out.length + whole.rest().length).isEqualTo(body.length);
    }

    @Property(tries = 6000)
    void everyErrorBodyBecomesAnEnvelope(@ForAll("anything") byte[] body) throws IOException {
        var error = JACKSON.readTree(ErrorBodies.rewrap(500, body)).path("error");
        assertThat(error.path("message").isTextual()).isTrue();
        assertThat(error.has("code") && error.has("type") && error.has("param")).isTrue();
    }
}
