package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metadata that editors and consoles read: every option with its description, and no other. */
class CatalogueTest {
    @ParameterizedTest
    @CsvSource({
        "http/llm-http, path methods access api, CONSUMER",
        "dispatch/llm-dispatch, name path anyModel attempts firstByteTimeout idleTimeout totalTimeout askUsage, PRODUCER",
        "tokenize/llm-tokenize, name onMissing limit rawOutput rawTools inlineBytes, PRODUCER",
        "parse/llm-parse, name reasoningField, PRODUCER",
        "fleet/llm-fleet, operation, PRODUCER",
        "text/llm-text, operation inlineBytes, PRODUCER",
        "model/llm-model, operation header, PRODUCER",
        "cache/llm-cache, operation, PRODUCER",
        "classify/llm-classify, operation heads deadline onFailure responseHeaders maxChars, PRODUCER",
        "pii/llm-pii, operation types deadline onFailure inlineBytes maxChars, PRODUCER"
    })
    void listsEveryOption(String file, String options, String use) throws IOException {
        JsonNode catalogue = read("/META-INF/io/serai/steps/" + file + ".json");
        JsonNode component = catalogue.path("component");
        String scheme = file.substring(file.indexOf('/') + 1);
        assertThat(component.path("scheme").asText()).isEqualTo(scheme);
        assertThat(component.path("description").asText()).hasSizeGreaterThan(20);
        assertThat(component.path("consumerOnly").asBoolean()).isEqualTo(use.equals("CONSUMER"));
        assertThat(component.path("producerOnly").asBoolean()).isEqualTo(use.equals("PRODUCER"));

        List<String> named = new ArrayList<>();
        catalogue.path("properties").properties().forEach(option -> {
            if (!isCamels(option.getKey())) {
                named.add(option.getKey());
            }
            assertThat(option.getValue().path("description").asText())
                    .as("description of %s", option.getKey())
                    .hasSizeGreaterThan(15);
        });
        assertThat(named).containsExactlyInAnyOrder(options.split(" ", -1));
    }

    /** What every Camel endpoint has. */
    private static boolean isCamels(String option) {
        return List.of("lazyStartProducer", "bridgeErrorHandler", "exceptionHandler", "exchangePattern")
                .contains(option);
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = CatalogueTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new ObjectMapper().readTree(in);
        }
    }
}
