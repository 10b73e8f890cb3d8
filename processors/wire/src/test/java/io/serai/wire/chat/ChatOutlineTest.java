package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Api;
import io.serai.core.Span;
import io.serai.wire.RequestSkimmer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatOutlineTest {
    private static final String SYSTEM = "{\"role\":\"system\",\"content\":\"be brief\"}";
    private static final String FIRST = "{\"content\":\"grüße \\u0041\", \"role\":\"user\"}";
    private static final String ANSWER = "{\"role\":\"assistant\",\"content\":\"yes\"}";

    private static byte[] body(String messages) {
        return ("{\"model\":\"auto\",\"messages\":" + messages + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static ChatOutline outline(byte[] body) {
        return ChatOutline.of(body, RequestSkimmer.skim(Api.CHAT, body).prompt());
    }

    private static String lastUser(String messages) {
        byte[] body = body(messages);
        return ChatOutline.text(body, outline(body).lastUser());
    }

    private static String opening(String messages) {
        byte[] body = body(messages);
        Span span = outline(body).opening();
        return new String(body, span.start(), span.length(), StandardCharsets.UTF_8);
    }

    @Test
    void theLastUserMessageIsFoundWhereverItStands() {
        String more = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"and\"},{\"text\":\"now?\"},7]}";

        assertThat(lastUser("[" + SYSTEM + "," + FIRST + "]")).isEqualTo("grüße A");
        assertThat(lastUser("[" + FIRST + "," + ANSWER + "," + more + "," + ANSWER + "]"))
                .isEqualTo("and\nnow?");
    }

    @Test
    void everyTurnOfAConversationHasTheSameOpening() {
        String first = "[" + SYSTEM + ", " + FIRST + "]";
        String second = "[" + SYSTEM + ", " + FIRST + "," + ANSWER + ",{\"role\":\"user\",\"content\":\"go on\"}]";

        assertThat(opening(first)).isNotEmpty().isEqualTo(opening(second));
        assertThat(opening("[" + SYSTEM + "]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"image_url, true", "input_image, true", "image, true", "text, false", "input_audio, false"})
    void seesImages(String type, boolean image) {
        byte[] body = body("[{\"role\":\"user\",\"content\":[{\"x\":{\"type\":\"image_url\"},\"type\":\"%s\"}]},%s]"
                .formatted(type, ANSWER));

        assertThat(outline(body).images()).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1,\"user\",null,[]]",
                "[{}]",
                "[{\"role\":\"user\"}]",
                "[{\"role\":\"user\",\"content\":null}]",
                "[{\"role\":[\"user\"],\"content\":\"x\"}]",
                "[{\"role\":\"user\",\"content\":[null,{\"text\":7}]}]"
            })
    void whatIsNoTextHasNone(String messages) {
        assertThat(lastUser(messages)).isEmpty();
    }
}
