package io.serai.steps.parse;

import static io.serai.steps.parse.Said.DONE;
import static io.serai.steps.parse.Said.TOOLS;
import static io.serai.steps.parse.Said.bytes;
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

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.InferenceCall;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.steps.WordTokenizer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRewriterTest {
    // ---- what needs no change

    @Test
    void plainContentPassesAsTheSameArrays() {
        InferenceCall call = call(TOOLS);
        var rewriter = new StreamRewriter(plan(call), call);
        for (String event : new String[] {
            role(0), text("Hello"), text(" wörld \u00e9\ud83d\ude00"), ": ping\n\n", finish(0, "stop"), usage(""), DONE
        }) {
            byte[] given = bytes(event);
            assertThat(rewriter.feed(given)).as(event).isSameAs(given);
        }
        assertThat(rewriter.end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"id\":\"x\"}\n\n",
                "data: not json\n\n",
                "event: x\ndata: {\"choices\":3}\n\n",
                "data: a\ndata: b\n\n",
                "\n",
                "data:\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":null},\"finish_reason\":null}]}\n\n",
                "data: {\"choices\":[{\"index\":0}]}\n\n"
            })
    void whatIsNoChunkPasses(String event) {
        InferenceCall call = call(TOOLS);
        byte[] given = bytes(event);
        assertThat(new StreamRewriter(plan(call), call).feed(given)).isSameAs(given);
    }

    @Test
    void nullsOfWorkersAreNoSign() {
        var client = seen(
                call(TOOLS),
                delta(0, "\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":null,\"tool_calls\":null"),
                delta(0, "\"content\":\"<t>a</t>b\",\"reasoning_content\":null,\"tool_calls\":[]"),
                finish(0, "stop"),
                DONE);
        assertThat(client.only()).hasToString("[a|b|[]|stop]");
    }

    // ---- reasoning and calls

    @Test
    void readsReasoningAndContent() {
        var client = seen(call(""), role(0), text("<t>hm"), text("</"), text("t>Hi"), finish(0, "stop"), DONE);
        assertThat(client.only()).hasToString("[hm|Hi|[]|stop]");
        assertThat(client.only().roles).isEqualTo(1);
        assertThat(client.done).isTrue();
    }

    @Test
    void aChunkSaysOneThing() {
        var client = seen(call(TOOLS), text("<t>a</t>b<c f>{}</c><c g>{\"x\":1}</c>"), finish(0, "stop"), DONE);
        assertThat(client.only()).hasToString("[a|b|[f#id0{}, g#id1{\"x\":1}]|tool_calls]");
        for (JsonNode chunk : client.chunks) {
            JsonNode delta = chunk.path("choices").path(0).path("delta");
            assertThat(delta.size()).isLessThanOrEqualTo(1);
            assertThat(delta.path("tool_calls").size()).isLessThanOrEqualTo(1);
        }
        assertThat(client.chunks).hasSize(5);
    }

    @Test
    void streamsArgumentsAsTheyCome() {
        var client = seen(call(TOOLS), text("<c f>"), text("{\"x\""), text(":1}"), text("</c>"), finish(0, "stop"));
        assertThat(client.chunks)
                .extracting(it -> it.path("choices").path(0).path("delta").toString())
                .containsExactly(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"id0\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}",
                        "{}");
    }

    @Test
    void keepsTheWorkersOtherFields() {
        InferenceCall call = call(TOOLS);
        var client = ClientView.of(rewritten(
                plan(call),
                call,
                chunk(
                        "{\"index\":0,\"delta\":{\"content\":\"<t>a\"},\"finish_reason\":null,\"token_ids\":[5]}",
                        ",\"system_fingerprint\":\"fp\",\"usage\":null"),
                finish(0, "stop")));
        JsonNode first = client.chunks.getFirst();
        assertThat(first.path("system_fingerprint").asText()).isEqualTo("fp");
        assertThat(first.path("created").asInt()).isEqualTo(5);
        assertThat(first.path("choices").path(0).path("token_ids").toString()).isEqualTo("[5]");
        assertThat(client.chunks
                        .getLast()
                        .path("choices")
                        .path(0)
                        .path("matched_stop")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void roleAndTextInOneChunk() {
        var held =
                seen(call(TOOLS), delta(0, "\"role\":\"assistant\",\"content\":\"<\""), text("x"), finish(0, "stop"));
        assertThat(held.only()).hasToString("[|<x|[]|stop]");
        assertThat(held.only().roles).isEqualTo(1);
        var both = seen(call(TOOLS), delta(0, "\"role\":\"assistant\",\"content\":\"<t>a</t>b\""), finish(0, "stop"));
        assertThat(both.only()).hasToString("[a|b|[]|stop]");
        assertThat(both.only().roles).isEqualTo(1);
    }

    @Test
    void textInTheChunkThatFinishes() {
        var client = seen(
                call(TOOLS),
                text("<c f>"),
                chunk("{\"finish_reason\":\"stop\",\"delta\":{\"content\":\"{}</c>\"},\"index\":0}"),
                DONE);
        assertThat(client.only()).hasToString("[||[f#id0{}]|tool_calls]");
    }

    @Test
    void theModelsOwnIdIsKept() {
        var client = seen(call(TOOLS), text("<c f#functions.f:0>{}</c>"), finish(0, "stop"));
        assertThat(client.only()).hasToString("[||[f#functions.f:0{}]|tool_calls]");
    }

    @Test
    void eachChoiceHasItsParser() {
        var client = seen(
                call(TOOLS),
                role(0),
                role(1),
                text(0, "<t>a"),
                text(1, "b"),
                text(1, "<c f>{"),
                chunk("{\"index\":0,\"delta\":{\"content\":\"</t>c\"},\"finish_reason\":null},"
                        + "{\"index\":1,\"delta\":{\"content\":\"}</c>\"},\"finish_reason\":null}"),
                finish(1, "stop"),
                finish(0, "stop"),
                DONE);
        assertThat(client.choices).hasToString("{0=[a|c|[]|stop], 1=[|b|[f#id0{}]|tool_calls]}");
    }

    @ParameterizedTest
    @CsvSource({"stop, tool_calls", "length, length", "content_filter, content_filter", "tool_calls, tool_calls"})
    void callsChangeOnlyAnOrdinaryEnd(String worker, String client) {
        assertThat(seen(call(TOOLS), text("<c f>{}</c>"), finish(0, worker)).only().finish)
                .isEqualTo(client);
    }

    // ---- what the client asks

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``;                                 [a|b<c f>{}</c>|[]|stop]",
                ",\"tool_choice\":\"none\"TOOLS;     [a|b<c f>{}</c>|[]|stop]",
                ",\"tool_choice\":\"auto\"TOOLS;     [a|b|[f#id0{}]|tool_calls]",
                ",\"separate_reasoning\":falseTOOLS; [|<t>a</t>b|[f#id0{}]|tool_calls]",
                ",\"include_reasoning\":falseTOOLS;  [|b|[f#id0{}]|tool_calls]",
                ",\"tools\":[];                      [a|b<c f>{}</c>|[]|stop]"
            })
    void doesWhatTheRequestSays(String fields, String expected) {
        var client =
                seen(call(fields.replace("TOOLS", TOOLS)), text("<t>a</t>b"), text("<c f>{}</c>"), finish(0, "stop"));
        assertThat(client.only()).hasToString(expected);
    }

    @Test
    void onlyTheFirstCallWithoutParallelCalls() {
        var client = seen(
                call(",\"parallel_tool_calls\":false" + TOOLS),
                text("<c f>{}</c>"),
                text("<c g>{}</c>"),
                finish(0, "stop"));
        assertThat(client.only()).hasToString("[||[f#id0{}]|tool_calls]");
    }

    @Test
    void reasoningUnderBothNamesForWhoAsks() {
        var client = seen(call(",\"include_reasoning\":true"), text("<t>a</t>b"), finish(0, "stop"));
        assertThat(client.only().reasoning).hasToString("a");
        assertThat(client.only().otherReasoning).hasToString("a");
    }

    @ParameterizedTest
    @CsvSource({"PROMPT, [a|b|[]|stop]", "OUTPUT, [|a</t>b|[]|stop]", "NONE, [|a</t>b|[]|stop]"})
    void reasoningBeginsWhereThePromptSays(Reasoning start, String expected) {
        assertThat(seen(call("", start), text("a</t>b"), finish(0, "stop")).only())
                .hasToString(expected);
    }

    // ---- ends

    @Test
    void heldTextGoesOutBeforeTheFinish() {
        var client = seen(call(TOOLS), role(0), text("a <"), text("c "), finish(0, "length"), DONE);
        assertThat(client.only()).hasToString("[|a <c |[]|length]");
    }

    @Test
    void heldTextGoesOutBeforeDoneWithoutFinish() {
        var client = seen(call(TOOLS), text("a <c"), DONE);
        assertThat(client.only()).hasToString("[|a <c|[]|]");
        assertThat(client.done).isTrue();
    }

    @Test
    void heldTextGoesOutWhereTheStreamBreaksOff() {
        InferenceCall call = call(TOOLS);
        var rewriter = new StreamRewriter(plan(call), call);
        assertThat(rewriter.feed(bytes(text("<c")))).isEmpty();
        assertThat(ClientView.of(rewriter.end()).only()).hasToString("[|<c|[]|]");
        assertThat(rewriter.end()).as("again").isEmpty();
    }

    @Test
    void whatWentOutDoesNotGoOutAgain() {
        InferenceCall call = call(TOOLS);
        String text = text("Hello");
        assertThat(rewritten(plan(call), call, text)).asString().isEqualTo(text);
        assertThat(rewritten(plan(call), call, text, DONE)).asString().isEqualTo(text + DONE);
        assertThat(seen(call, text("<t>a</t>b")).only()).hasToString("[a|b|[]|]");
    }

    @Test
    void aCallThatIsRetractedInTimeLeavesNoTrace() {
        var client = seen(call(TOOLS), text("a<c f>!</c>b<c g>{}</c>"), text("<c h>{}</c>"), finish(0, "stop"));
        assertThat(client.only()).hasToString("[|a!b|[g#id1{}, h#id2{}]|tool_calls]");
        var none = seen(call(TOOLS), text("<c f>!</c>"), finish(0, "stop"));
        assertThat(none.only()).hasToString("[|!|[]|stop]");
    }

    @Test
    void aCallThatIsRetractedTooLateIsNotAddedTo() {
        var client = seen(call(TOOLS), text("<c f>{"), text("!</c>b"), finish(0, "stop"));
        assertThat(client.only()).hasToString("[|!b|[f#id0{]|stop]");
        var another = seen(call(TOOLS), text("<c f>{"), text("!</c><c g>{}</c>"), finish(0, "stop"));
        assertThat(another.only()).hasToString("[|!|[f#id0{, g#id1{}]|tool_calls]");
    }

    @Test
    void theFirstCallThatStandsIsTheOnlyOne() {
        var client = seen(
                call(",\"parallel_tool_calls\":false" + TOOLS),
                text("<c f>!</c><c g>{}</c>"),
                text("<c h>{}</c>"),
                finish(0, "stop"));
        assertThat(client.only()).hasToString("[|!|[g#id1{}]|tool_calls]");
    }

    @Test
    void heldTextGoesOutBeforeAnError() {
        InferenceCall call = call(TOOLS);
        String error = "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n";
        byte[] out = rewritten(plan(call), call, role(0) + text("a<c") + error + DONE);
        var client = ClientView.of(out);
        assertThat(client.only()).hasToString("[|a<c|[]|]");
        assertThat(client.errors).containsExactly("out of memory");
        assertThat(new String(out, StandardCharsets.UTF_8)).endsWith(error + DONE);
    }

    @Test
    void aCallThatIsCutOffIsCounted() {
        InferenceCall call = call(TOOLS);
        var client = seen(call, text("<c f>{\"x\":"), finish(0, "length"), DONE);
        assertThat(client.only()).hasToString("[||[f#id0{\"x\":]|length]");
        assertThat(call.trace().malformedOutput()).isEqualTo(1);
    }

    @Test
    void aBugInAParserCostsNoText() {
        InferenceCall call = call(TOOLS);
        var client = seen(call, text("a"), text("\u0000bug"), text("<t>b</t>"), finish(0, "stop"), DONE);
        assertThat(client.only()).hasToString("[|a\u0000bug<t>b</t>|[]|stop]");
        assertThat(call.trace().malformedOutput()).isEqualTo(1);
    }

    // ---- counts

    @Test
    void reasoningIsCountedWhereTheWorkerDoesNot() {
        InferenceCall call = call("");
        byte[] out = rewritten(
                plan(call, new WordTokenizer()),
                call,
                text("<t>one two three"),
                text("</t>four"),
                finish(0, "stop"),
                usage(",\"prompt_tokens_details\":{\"cached_tokens\":2}"),
                DONE);
        assertThat(ClientView.of(out).usage)
                .hasToString("{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":2},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}");
        assertThat(call.trace().reasoningTokens()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"completion_tokens_details\":{\"reasoning_tokens\":8}",
                ",\"reasoning_tokens\":8",
            })
    void theWorkersCountOfReasoningIsKept(String counted) {
        InferenceCall call = call("");
        String usage = usage(counted);
        byte[] out =
                rewritten(plan(call, new WordTokenizer()), call, text("<t>one</t>two"), finish(0, "stop"), usage, DONE);
        assertThat(new String(out, StandardCharsets.UTF_8)).endsWith(usage + DONE);
    }

    @Test
    void countsOfTheWorkerAreCompleted() {
        InferenceCall call = call("");
        byte[] out = rewritten(
                plan(call, new WordTokenizer()),
                call,
                text("<t>one</t>two"),
                chunk(
                        "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}",
                        ",\"usage\":{\"reasoning_tokens\":0,\"completion_tokens_details\":{\"reasoning_tokens\":0,"
                                + "\"audio_tokens\":1},\"completion_tokens\":2}"),
                DONE);
        assertThat(ClientView.of(out).usage)
                .hasToString("{\"completion_tokens\":2,"
                        + "\"completion_tokens_details\":{\"audio_tokens\":1,\"reasoning_tokens\":1}}");
    }

    // ---- log probabilities

    @Test
    void logprobsOfHeldTextFollowWithTheNext() {
        String held = chunk("{\"index\":0,\"delta\":{\"content\":\"<\"},\"logprobs\":{\"content\":[{\"token\":\"<\","
                + "\"logprob\":-1.0}]},\"finish_reason\":null}");
        String next = chunk("{\"index\":0,\"delta\":{\"content\":\"x\"},\"logprobs\":{\"content\":[{\"token\":\"x\","
                + "\"logprob\":-2.0}]},\"finish_reason\":null}");
        var client = seen(call(TOOLS), role(0), held, next, finish(0, "stop"), DONE);
        assertThat(client.only()).hasToString("[|<x|[]|stop]");
        assertThat(client.only().logprobs).hasToString("<x");
        assertThat(client.chunks).hasSize(3);
    }

    @Test
    void logprobsOfTextHeldToTheEndAreNotLost() {
        String held =
                chunk("{\"index\":0,\"delta\":{\"content\":\"</t>\"},\"logprobs\":{\"content\":[{\"token\":\"</t>\","
                        + "\"logprob\":-1.0}]},\"finish_reason\":null}");
        var client = seen(call("", Reasoning.PROMPT), text("a"), held, finish(0, "stop"), DONE);
        assertThat(client.only()).hasToString("[a||[]|stop]");
        assertThat(client.only().logprobs).hasToString("</t>");
    }
}
