package io.serai.steps.parse;

import io.serai.core.InferenceCall;
import io.serai.core.ModelLanguage;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.Prompt;
import io.serai.core.Tokenizer;
import io.serai.steps.Ask;
import io.serai.wire.Json;
import io.serai.wire.chat.ReasoningField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a worker says, and what a client asked of it. */
final class Said {
    static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final ScheduledExecutorService UNUSED =
            Executors.newScheduledThreadPool(0, Thread.ofVirtual().factory());

    private Said() {}

    // ---- the request

    /** A call whose body has {@code more} fields. */
    static InferenceCall call(String more) {
        return Ask.chat("{\"model\":\"m\",\"messages\":[]" + more + "}").call(UNUSED);
    }

    /** As {@link #call}, with a prompt behind which reasoning begins as told. */
    static InferenceCall call(String more, Reasoning reasoning) {
        InferenceCall call = call(more);
        call.prompt(new Prompt(new int[] {1}, reasoning));
        return call;
    }

    static ParsePlan plan(InferenceCall call) {
        return plan(call, null);
    }

    static ParsePlan plan(InferenceCall call, @Nullable Tokenizer tokenizer) {
        var dialect = new MarkupDialect();
        var ids = new AtomicInteger();
        return ParsePlan.of(
                call,
                new ModelLanguage(tokenizer, null, dialect),
                dialect,
                ReasoningField.REASONING_CONTENT,
                () -> "id" + ids.getAndIncrement());
    }

    // ---- the stream

    static String role(int index) {
        return chunk("{\"index\":" + index + ",\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                + "\"finish_reason\":null}");
    }

    static String text(int index, String text) {
        return delta(index, "\"content\":" + Json.quote(text));
    }

    static String text(String text) {
        return text(0, text);
    }

    static String delta(int index, String fields) {
        return chunk("{\"index\":" + index + ",\"delta\":{" + fields + "},\"finish_reason\":null}");
    }

    static String finish(int index, String reason) {
        return chunk("{\"index\":" + index + ",\"delta\":{},\"logprobs\":null,\"finish_reason\":\"" + reason
                + "\",\"matched_stop\":7}");
    }

    /** A chunk with those choices. */
    static String chunk(String choices) {
        return chunk(choices, "");
    }

    static String chunk(String choices, String behind) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"m\",\"choices\":["
                + choices + "]" + behind + "}\n\n";
    }

    static String usage(String more) {
        return chunk("", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12" + more + "}");
    }

    static final String DONE = "data: [DONE]\n\n";

    // ---- what became of it

    /** Everything that the client gets of {@code events}, each in an array of its own. */
    static byte[] rewritten(ParsePlan plan, InferenceCall call, String... events) {
        var rewriter = new StreamRewriter(plan, call);
        var all = new ByteArrayOutputStream();
        for (String event : events) {
            all.writeBytes(rewriter.feed(bytes(event)));
        }
        all.writeBytes(rewriter.end());
        return all.toByteArray();
    }

    static ClientView seen(InferenceCall call, String... events) {
        return ClientView.of(rewritten(plan(call), call, events));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
