package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoTest {
    private static GenerationRequest skim(String body, boolean keepsText) throws RefusedRequest {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var skimmer = new GenerationSkimmer(Surface.CHAT, 0, keepsText);
        for (byte single : bytes) {
            skimmer.feed(new byte[] {single}, 0, 1);
        }
        return skimmer.request();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{'role':'system','content':'be kind'},{'role':'user','content':'hé \\u00e9'}`|hé é",
                "`{'content':'hi','role':'user'}`|hi",
                "`{'content':[{'type':'text','text':'one'},{'type':'text','text':'two'}],'role':'user'}`|two",
            })
    void keepsTheLastText(String messages, String last) throws Exception {
        String body = "{\"messages\":[" + messages.replace('\'', '"') + "]}";
        assertThat(skim(body, true).lastText()).isEqualTo(last);
        assertThat(skim(body, false).lastText()).isEmpty();
    }

    @Test
    void anAnswerAndAnEchoExcludeEachOther() {
        var both = MockWorkerOptions.builder().echo(true).answer(List.of("x"));
        assertThatThrownBy(both::build).hasMessageContaining("--answer");
    }

    @Test
    void showsWhatItWasAskedAndRepeatsIt() throws Exception {
        try (MockWorker worker =
                        MockWorker.start(MockWorkerOptions.builder().echo(true).build());
                HttpClient client = HttpClient.newHttpClient()) {
            String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"say \\\"hé\\\"\"}]}";
            var chat = HttpRequest.newBuilder(URI.create(worker.baseUrl() + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            var answer = client.send(chat.build(), HttpResponse.BodyHandlers.ofString());
            var seen = client.send(
                    HttpRequest.newBuilder(URI.create(worker.baseUrl() + "/mock/requests"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(Json.MAPPER
                            .readTree(answer.body())
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo("say \"hé\"");
            assertThat(Json.MAPPER.readTree(seen.body()).at("/0/body").asText()).isEqualTo(body);
        }
    }
}
