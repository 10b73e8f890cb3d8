package io.serai.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.Api;
import io.serai.core.Classifiers;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestHead;
import io.serai.core.Tokenizer;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiSecret;
import io.serai.onnx.ClassifierHost;
import io.serai.steps.Calls;
import io.serai.steps.pii.PiiGuard;
import io.serai.steps.pii.PiiSettings;
import io.serai.wire.Json;
import io.serai.wire.RequestSkimmer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code llm-pii:mask}, rules and model, on the second turn of a chat of 4,000 tokens, and on its new message alone:
 * all that the step does, from the request's bytes to the masked ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChatPiiBenchmark {
    private static final int CHAT_TOKENS = 4_000;
    private static final int MESSAGE_CHARS = 1_600;
    private static final String PERSONAL = "I am Jane Doe, mail jane.doe@example.com or call +1 415 555 2671. ";

    /** Of the new message. */
    @Param({"100", "400", "1600"})
    public int newChars;

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final CamelContext context = new SimpleCamelContext();
    private ClassifierHost host;
    private AsyncProducer mask;
    private String prose;
    private String chat;
    private int turn;
    private Exchange newMessage;
    private Exchange secondTurn;

    /** Loads the released model and serves the first turn. */
    @Setup
    public void serveFirstTurn() throws Exception {
        host = ReleasedModel.host();
        var policy = new PiiSettings(List.of(PiiPolicy.everything()), PiiSecret.of("a secret for benchmarks"), false);
        context.getRegistry().bind("classifiers", Classifiers.class, host);
        context.getRegistry().bind("pii", new PiiGuard(policy));
        context.start();
        mask = context.getEndpoint("llm-pii:mask?deadline=60000").createAsyncProducer();
        mask.start();
        prose = Prose.all();
        chat = chat(ReleasedModel.tokenizer());
        served(exchange("[" + chat + "]"));
    }

    /** Messages of users and assistants, with personal data in the first. */
    private String chat(Tokenizer tokenizer) {
        var messages = new ArrayList<String>();
        int tokens = 0;
        for (int at = 0; tokens < CHAT_TOKENS; at += MESSAGE_CHARS) {
            String text = (at == 0 ? PERSONAL : "") + prose.substring(at, at + MESSAGE_CHARS);
            tokens += tokenizer.encode(text, false).length;
            messages.add(message(messages.size() % 2 == 0 ? "user" : "assistant", text));
        }
        return String.join(",", messages);
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":" + Json.quote(text) + "}";
    }

    /** The new message was never seen: a number makes it so. */
    @Setup(Level.Invocation)
    public void sayMore() {
        turn++;
        int at = turn % 100 * 400;
        String message = message("user", turn + " " + prose.substring(at, at + newChars));
        newMessage = exchange("[" + message + "]");
        secondTurn = exchange("[" + chat + "," + message + "]");
    }

    private Exchange exchange(String messages) {
        byte[] body = ("{\"model\":\"m\",\"messages\":" + messages + "}").getBytes(UTF_8);
        var head = new RequestHead("POST", "/v1/chat/completions", "", Headers.of(), "127.0.0.1");
        var call = new InferenceCall("bench", head, body, loop, System.nanoTime());
        call.accept(Api.CHAT, RequestSkimmer.skim(Api.CHAT, body), "");
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        Calls.attach(exchange, call);
        return exchange;
    }

    private byte[] served(Exchange exchange) {
        var done = new CompletableFuture<Exchange>();
        loop.execute(() -> {
            var _ = mask.process(exchange, _ -> done.complete(exchange));
        });
        if (done.join().getException() != null) {
            throw new IllegalStateException("the step failed", exchange.getException());
        }
        return Calls.of(exchange).body();
    }

    /** Ends all that runs. */
    @TearDown
    public void stop() {
        context.stop();
        host.close();
        loop.shutdownNow();
    }

    /** The chat so far and the new message. */
    @Benchmark
    public byte[] secondTurn() {
        return served(secondTurn);
    }

    /** The new message, as if it were the first. */
    @Benchmark
    public byte[] newMessageAlone() {
        return served(newMessage);
    }
}
