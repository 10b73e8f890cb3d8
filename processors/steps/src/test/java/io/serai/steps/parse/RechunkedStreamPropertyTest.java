package io.serai.steps.parse;

import static io.serai.steps.parse.Said.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ChatEvent;
import io.serai.core.InferenceCall;
import io.serai.core.OutputParser;
import io.serai.wire.SseScanner;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RechunkedStreamPropertyTest {
    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "<t>",
                        "</t>",
                        "<c f>",
                        "<c g#i>",
                        "</c>",
                        "{\"x\":1}",
                        "Hello",
                        " ",
                        "<",
                        "</",
                        "c f>",
                        "é",
                        "😀",
                        "\n",
                        "\"",
                        "\\")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 300)
    void clientsSeeWhatTheParserSays(@ForAll("answers") String text, @ForAll Random random) {
        InferenceCall call = Said.call(Said.TOOLS);
        List<String> events = events(text, random);
        var client = Said.seen(call, events.toArray(String[]::new));
        ClientView.Choice direct = direct(text);
        direct.finish = direct.calls.isEmpty() ? "stop" : "tool_calls";
        assertThat(client.only()).hasToString(direct.toString());
        assertThat(client.only().roles).isEqualTo(1);
        assertThat(client.done).isTrue();
    }

    @Property(tries = 300)
    void piecesOfTheStreamDoNotMatter(@ForAll("answers") String text, @ForAll Random random) {
        String stream = String.join("", events(text, random));
        InferenceCall one = Said.call(Said.TOOLS);
        byte[] expected = Said.rewritten(Said.plan(one), one, stream);
        assertThat(cut(bytes(stream), random)).isEqualTo(expected);
    }

    private static byte[] cut(byte[] stream, Random random) {
        InferenceCall call = Said.call(Said.TOOLS);
        var scanner = new SseScanner();
        var rewriter = new StreamRewriter(Said.plan(call), call);
        var out = new ByteArrayOutputStream();
        int from = 0;
        while (from < stream.length) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(200));
            out.writeBytes(rewriter.feed(scanner.feed(Arrays.copyOfRange(stream, from, to))));
            from = to;
        }
        out.writeBytes(rewriter.end());
        return out.toByteArray();
    }

    private static List<String> events(String text, Random random) {
        var events = new ArrayList<String>(List.of(Said.role(0)));
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(4));
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            events.add(Said.text(text.substring(from, to)));
            from = to;
        }
        events.add(Said.finish(0, "stop"));
        events.add(Said.usage(""));
        events.add(Said.DONE);
        return events;
    }

    /** The same text through the parser alone, in one piece. */
    private static ClientView.Choice direct(String text) {
        var choice = new ClientView.Choice();
        int[] ids = {0};
        OutputParser parser = new MarkupDialect()
                .parser(Said.plan(Said.call(Said.TOOLS)).options(), event -> {
                    switch (event) {
                        case ChatEvent.Content(String more) -> choice.content.append(more);
                        case ChatEvent.Reasoning(String more) -> choice.reasoning.append(more);
                        case ChatEvent.Arguments(int index, String json) ->
                            choice.calls.get(index).arguments.append(json);
                        case ChatEvent.Retracted(int index) ->
                            throw new AssertionError("none of the texts is taken back");
                        case ChatEvent.ToolCall(int index, String id, String name) -> {
                            var call = new ClientView.Call();
                            call.id = id == null ? "id" + ids[0]++ : id;
                            call.name = name;
                            choice.calls.add(call);
                        }
                    }
                });
        parser.push(text);
        parser.end();
        return choice;
    }
}
