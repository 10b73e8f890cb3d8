package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.guard.pii.PiiSecret;
import io.serai.guard.pii.Unmasker;
import io.serai.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A request masked by rules, as the step does it but without one. */
record Masked(Found found, PiiMasker masker, byte[] body) {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Z_]+_[0-9A-F]{6,}>");
    private static final PiiSecret SECRET = PiiSecret.of("a secret for tests");

    static PiiPlan plan(Output output) {
        return PiiPlan.of(new PiiPolicy(Set.of(), Set.of(), null, Map.of(), 0.5, false, output, false));
    }

    /** Masks everything in {@code body}. */
    static Masked of(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        RequestTexts request = RequestReader.read(bytes, true);
        var spans = new ArrayList<List<PiiSpan>>();
        for (RequestText text : request.texts()) {
            spans.add(plan(Output.PASS).finder().find(text.readable()));
        }
        var found = new Found(request, spans, "", "");
        PiiMasker masker = SECRET.masker("acme", request.session(), type -> true);
        byte[] masked = Masking.body(bytes, found, masker, type -> Action.MASK);
        return new Masked(found, masker, masked == null ? bytes : masked);
    }

    String text() {
        return new String(body, UTF_8);
    }

    JsonNode json() {
        return json(text());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }

    String unmasked(String text) {
        Unmasker unmasker = masker.unmasker();
        return unmasker.push(text) + unmasker.end();
    }

    /** What stands in the body for values, each once. */
    List<String> placeholders() {
        return PLACEHOLDER
                .matcher(text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    TextFlows flows(Output output, Set<String> given) {
        return new TextFlows(new PiiTrace(masker, plan(output), given), new PiiCounts());
    }

    /** A chat of messages that say {@code texts}, user and assistant in turn. */
    static String chat(List<String> texts) {
        var messages = new ArrayList<String>();
        for (String text : texts) {
            String role = messages.size() % 2 == 0 ? "user" : "assistant";
            messages.add("{\"role\":\"" + role + "\",\"content\":" + Json.quote(text) + "}");
        }
        return "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}";
    }
}
