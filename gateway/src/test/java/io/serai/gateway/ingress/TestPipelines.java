package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.guard.Access;
import io.serai.steps.Calls;
import io.serai.steps.http.PathEntry;
import io.serai.steps.http.PathTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Pipelines that answer at once, when the test says so, never, or badly. */
final class TestPipelines {
    static final Headers JSON = Headers.of("content-type", "application/json");
    static final Headers SSE = Headers.of("content-type", "text/event-stream");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Calls of {@code /later}, waiting for the test. */
    final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    /** Live replies of {@code /sse} and {@code /raw}. */
    final BlockingQueue<ManualLive> streams = new LinkedBlockingQueue<>();
    /** Calls of {@code /never} that were cancelled. */
    final BlockingQueue<InferenceCall> cancelled = new LinkedBlockingQueue<>();

    private final List<PathEntry> entries = new ArrayList<>();

    /** A call whose pipeline has not ended. */
    record Waiting(InferenceCall call, AsyncCallback callback) {
        void answer(String body) {
            call.loop().execute(() -> {
                call.reply(new Reply.Whole(200, JSON, body.getBytes(UTF_8)));
                callback.done(false);
            });
        }

        /** From a thread that is not the call's. */
        void answerElsewhere(String body) {
            call.reply(new Reply.Whole(200, JSON, body.getBytes(UTF_8)));
            callback.done(false);
        }
    }

    /** What a pipeline does. */
    interface Work {
        void run(Exchange exchange, InferenceCall call, AsyncCallback callback) throws Exception;
    }

    TestPipelines() {
        atOnce();
        open();
        broken();
    }

    PathTable table() {
        return new PathTable(entries);
    }

    private void atOnce() {
        add("/echo", Set.of("POST"), Access.CLIENT, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, call.body());
            callback.done(true);
        });
        add("/v1/chat/completions", Set.of("POST"), Access.CLIENT, Api.CHAT, true, (exchange, call, callback) -> {
            whole(call, 200, call.fields().model().getBytes(UTF_8));
            callback.done(true);
        });
        add("/get", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, ("{\"q\":\"" + call.head().query() + "\"}").getBytes(UTF_8));
            callback.done(true);
        });
        add("/rest/{name}", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, call.pathRest().getBytes(UTF_8));
            callback.done(true);
        });
        add("/admin", Set.of("GET", "POST"), Access.ADMIN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, call.principal().getBytes(UTF_8));
            callback.done(true);
        });
        add("/big", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, new byte[Integer.parseInt(call.head().query())]);
            callback.done(true);
        });
        add("/message", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            exchange.getMessage().setHeader("x-route", "set");
            exchange.getMessage().setHeader("x-request-id", "another");
            exchange.getMessage().setHeader("x-split", "a\r\nx-evil: b");
            exchange.getMessage().setHeader("Transfer-Encoding", "chunked");
            exchange.getMessage().setHeader("Connection", "upgrade");
            exchange.getMessage().setBody("{\"from\":\"route\"}");
            callback.done(true);
        });
        add("/status", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, Integer.parseInt(call.head().query()), "body".getBytes(UTF_8));
            callback.done(true);
        });
    }

    private void open() {
        add("/later", Set.of("GET", "POST"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            call.onCancel(() -> callback.done(false));
            waiting.add(new Waiting(call, callback));
        });
        add("/never", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            call.onCancel(() -> {
                cancelled.add(call);
                callback.done(false);
            });
        });
        add(
                "/sse",
                Set.of("GET", "POST"),
                Access.OPEN,
                Api.OTHER,
                false,
                (exchange, call, callback) -> live(call, true, SSE, callback));
        add(
                "/raw",
                Set.of("GET"),
                Access.OPEN,
                Api.OTHER,
                false,
                (exchange, call, callback) ->
                        live(call, false, Headers.of("content-type", "text/plain", "content-length", "3"), callback));
    }

    private void broken() {
        add("/throws", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            throw new IllegalStateException("secret detail");
        });
        add("/throws-twice", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            whole(call, 200, "first".getBytes(UTF_8));
            callback.done(true);
            throw new IllegalStateException("after its own end");
        });
        add("/fails", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            exchange.setException(new IllegalStateException("secret detail"));
            callback.done(true);
        });
        add("/refuses", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            exchange.setException(CallError.of(429, "slow_down", "Too much.").retryAfter(Duration.ofMillis(2500)));
            callback.done(true);
        });
        add(
                "/nothing",
                Set.of("GET"),
                Access.OPEN,
                Api.OTHER,
                false,
                (exchange, call, callback) -> callback.done(true));
        add("/bad-body", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, "not a number");
            exchange.getMessage().setBody("text");
            callback.done(true);
        });
        add("/bad-live", Set.of("GET"), Access.OPEN, Api.OTHER, false, (exchange, call, callback) -> {
            call.reply(new ThrowingLive());
            callback.done(true);
        });
    }

    private void live(InferenceCall call, boolean eventStream, Headers headers, AsyncCallback callback) {
        var live = new ManualLive(call, eventStream, headers);
        call.reply(live);
        callback.done(true);
        streams.add(live);
    }

    private static void whole(InferenceCall call, int status, byte[] body) {
        call.reply(new Reply.Whole(status, JSON, body));
    }

    private void add(String path, Set<String> methods, Access access, Api api, boolean json, Work work) {
        entries.add(new PathEntry(path, methods, access, api, json, "route-of" + path, new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    work.run(exchange, Calls.of(exchange), callback);
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return false;
            }
        }));
    }

    Waiting nextWaiting() {
        return next(waiting);
    }

    ManualLive nextStream() {
        return next(streams);
    }

    InferenceCall nextCancelled() {
        return next(cancelled);
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T found = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (found == null) {
                throw new AssertionError("no such call came within " + PATIENCE);
            }
            return found;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails as soon as it is asked for its bytes. */
    private static final class ThrowingLive implements Reply.Live {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return SSE;
        }

        @Override
        public boolean eventStream() {
            return true;
        }

        @Override
        public void start(ReplySink sink) {
            throw new IllegalStateException("secret detail");
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    }
}
