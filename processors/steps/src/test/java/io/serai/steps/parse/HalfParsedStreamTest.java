package io.serai.steps.parse;

import static io.serai.steps.parse.Said.DONE;
import static io.serai.steps.parse.Said.TOOLS;
import static io.serai.steps.parse.Said.call;
import static io.serai.steps.parse.Said.chunk;
import static io.serai.steps.parse.Said.delta;
import static io.serai.steps.parse.Said.finish;
import static io.serai.steps.parse.Said.plan;
import static io.serai.steps.parse.Said.rewritten;
import static io.serai.steps.parse.Said.role;
import static io.serai.steps.parse.Said.seen;
import static io.serai.steps.parse.Said.text;
import static io.serai.steps.parse.Said.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.InferenceCall;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of workers that parse reasoning, or calls, or both. */
class HalfParsedStreamTest {
    private static final String OWN_CALL = delta(
            0,
            "\"tool_calls\":[{\"index\":0,\"id\":\"w\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                    + "\"arguments\":\"{}\"}}]");

    private static String thought(int index, String text) {
        return delta(index, "\"reasoning_content\":" + Json.quote(text) + ",\"content\":null,\"tool_calls\":null");
    }

    private static void pass(InferenceCall call, String... events) {
        assertThat(new String(rewritten(plan(call), call, events), StandardCharsets.UTF_8))
                .isEqualTo(String.join("", events));
    }

    @Test
    void whatTheWorkerParsedPasses() {
        pass(
                call(TOOLS, Reasoning.PROMPT),
                role(0),
                thought(0, "hm <c f>"),
                text("so </t> be it"),
                OWN_CALL,
                text("<c f>{}</c> is text"),
                finish(0, "tool_calls"),
                usage(""),
                DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void callsAreReadBehindTheWorkersReasoning(String field) {
        var client = seen(
                call(TOOLS, Reasoning.PROMPT),
                role(0),
                delta(0, "\"" + field + "\":\"hm <c f>{}</c>\""),
                delta(0, "\"" + field + "\":\"!\",\"content\":null"),
                text("<t>so</t><"),
                text("c f>{}</c>"),
                finish(0, "stop"),
                DONE);
        String reasoning = field.equals("reasoning") ? "" : "hm <c f>{}</c>!";
        assertThat(client.only()).hasToString("[" + reasoning + "|<t>so</t>|[f#id0{}]|tool_calls]");
    }

    @Test
    void withoutToolsNothingIsReadBehindTheWorkersReasoning() {
        pass(call(""), role(0), thought(0, "hm"), text("<t>a</t><"), text("c f>{}</c>"), finish(0, "stop"), DONE);
    }

    @Test
    void reasoningAndTextInOneChunk() {
        var client = seen(
                call(TOOLS),
                delta(0, "\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":\"a<c f>{\""),
                text("}</c>"),
                finish(0, "stop"),
                DONE);
        assertThat(client.only()).hasToString("[hm|a|[f#id0{}]|tool_calls]");
        assertThat(client.only().roles).isEqualTo(1);
    }

    @Test
    void allInTheChunkThatFinishes() {
        var client = seen(
                call(TOOLS),
                text("<"),
                chunk("{\"finish_reason\":\"stop\",\"delta\":{\"role\":\"assistant\",\"content\":\"<c f>{}</c>\","
                        + "\"reasoning_content\":\"hm\"},\"logprobs\":{\"content\":[{\"token\":\"x\"}]},\"index\":0}"),
                DONE);
        assertThat(client.only()).hasToString("[hm|<|[f#id0{}]|tool_calls]");
        assertThat(client.only().roles).isEqualTo(1);
        assertThat(client.only().logprobs).hasToString("x");
    }

    @Test
    void whatWasHeldGoesOutWhereTheWorkersReasoningBegins() {
        var ours = seen(call(TOOLS), text("<t>a</t>b <"), thought(0, "hm"), text("t>"), finish(0, "stop"), DONE);
        assertThat(ours.only()).hasToString("[ahm|b <t>|[]|stop]");
        var none = seen(call(""), text("b <"), thought(0, "hm"), text("<t>c"), finish(0, "stop"), DONE);
        assertThat(none.only()).hasToString("[hm|b <<t>c|[]|stop]");
    }

    @Test
    void callsOnBothSidesOfTheWorkersReasoningAreTwo() {
        var client = seen(
                call(TOOLS),
                text("<c f>{}</c>"),
                thought(0, "hm"),
                text("<c g>{\"x\":1}</c>"),
                finish(0, "stop"),
                DONE);
        assertThat(client.only()).hasToString("[hm||[f#id0{}, g#id1{\"x\":1}]|tool_calls]");
    }

    @Test
    void reasoningIsReadBeforeTheWorkersCalls() {
        var client = seen(
                call(TOOLS, Reasoning.PROMPT),
                role(0),
                text("a</"),
                text("t>Let me see <"),
                OWN_CALL,
                text("<c f>{}</c>"),
                finish(0, "tool_calls"),
                DONE);
        assertThat(client.only()).hasToString("[a|Let me see <<c f>{}</c>|[f#w{}]|tool_calls]");
    }

    @Test
    void eachChoiceOnItsOwn() {
        var client = seen(
                call(TOOLS),
                role(0),
                role(1),
                thought(0, "w"),
                text(1, "<t>a</t>b"),
                text(0, "<t><c f>{}</c>"),
                text(1, "<c g>{}</c>"),
                finish(1, "stop"),
                finish(0, "stop"),
                DONE);
        assertThat(client.choices).hasToString("{0=[w|<t>|[f#id0{}]|tool_calls], 1=[a|b|[g#id1{}]|tool_calls]}");
    }

    @Property(tries = 300)
    void whereReasoningEndsInTheChunksDoesNotMatter(@ForAll Random random) {
        String said = "<t>a</t><c f>{\"x\":1}</c>b <c g#i>{}</c> <";
        var events = new ArrayList<String>(List.of(role(0), thought(0, "h")));
        int first = 1 + random.nextInt(said.length());
        events.add(delta(0, "\"reasoning_content\":\"m\",\"content\":" + Json.quote(said.substring(0, first))));
        for (int from = first; from < said.length(); ) {
            int to = Math.min(said.length(), from + 1 + random.nextInt(9));
            events.add(text(said.substring(from, to)));
            from = to;
        }
        events.addAll(List.of(finish(0, "stop"), DONE));
        var client = seen(call(TOOLS, Reasoning.PROMPT), events.toArray(String[]::new));
        assertThat(client.only()).hasToString("[hm|<t>a</t>b  <|[f#id0{\"x\":1}, g#i{}]|tool_calls]");
        assertThat(client.only().roles).isEqualTo(1);
    }
}
