package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.fleet.RetryBudget;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.RigSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine client may answer before it has returned the handle by which it is governed. */
class EarlyAnswersTest {
    private static final Headers STREAM = Headers.of("content-type", "Text/Event-Stream");

    private final DispatchRig rig = new DispatchRig();
    private final List<String> governed = new ArrayList<>();

    @BeforeEach
    void worker() {
        rig.worker("a");
    }

    @AfterEach
    void stop() {
        rig.awaitNothingHeld();
        rig.close();
    }

    /** Notes what the gateway wants of the exchange. */
    private final class Noted implements EngineExchange {
        @Override
        public void pause() {
            governed.add("pause");
        }

        @Override
        public void resume() {
            governed.add("resume");
        }

        @Override
        public void cancel() {
            governed.add("cancel");
        }
    }

    /** Pauses its reply at the first data. */
    private static final class FullAtOnce implements ReplySink {
        private final Reply.Live reply;
        private final List<String> heard = new ArrayList<>();

        FullAtOnce(Reply.Live reply) {
            this.reply = reply;
        }

        @Override
        public void data(byte[] bytes) {
            heard.add(new String(bytes, StandardCharsets.UTF_8));
            reply.pause();
        }

        @Override
        public void flush() {
            heard.add("flush");
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void failed(CallError error) {
            heard.add(error.code());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Dispatches on the loop: {@code answer} runs within {@code send}, {@code then} after it. */
    private @Nullable Reply dispatch(
            BiConsumer<InferenceCall, EngineHandler> answer, Consumer<EngineHandler> then, Consumer<Reply> heard) {
        InferenceCall call = Ask.stream().call(rig.loop());
        var replies = new ArrayList<Reply>();
        CompletableFuture.runAsync(
                        () -> {
                            var handlers = new ArrayList<EngineHandler>();
                            dispatcher(answer, call, handlers).dispatch(call, DispatchOptions.DEFAULT, keep(replies));
                            replies.forEach(heard);
                            handlers.forEach(then);
                        },
                        rig.loop())
                .orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return replies.isEmpty() ? null : replies.getFirst();
    }

    private Dispatcher dispatcher(
            BiConsumer<InferenceCall, EngineHandler> answer, InferenceCall call, List<EngineHandler> handlers) {
        var settings = new DispatchSettings(RigSettings.DEFAULT.timeouts(), RigSettings.DEFAULT.retry(), false);
        return new Dispatcher(
                rig.fleet(),
                (request, handler) -> {
                    handlers.add(handler);
                    answer.accept(call, handler);
                    return new Noted();
                },
                rig.admission(),
                new RetryBudget(RetryBudget.Settings.DEFAULT, System::nanoTime),
                settings,
                System::nanoTime,
                new Random(3));
    }

    private static DispatchListener keep(List<Reply> replies) {
        return new DispatchListener() {
            @Override
            public void replied(Reply reply) {
                replies.add(reply);
            }

            @Override
            public void refused(CallError error) {
                replies.add(new Reply.Whole(error.status(), Headers.empty(), bytes(error.code())));
            }
        };
    }

    @Test
    void aReplyNobodyHasStartedIsHeldOnceItCanBe() {
        dispatch((call, handler) -> handler.head(200, STREAM), EngineHandler::end, reply -> {});
        assertThat(governed).containsExactly("pause");
    }

    @Test
    void aSinkThatIsFullWithWhatCameEarlyIsNotSentMore() {
        dispatch(
                (call, handler) -> {
                    handler.head(200, STREAM);
                    handler.data(bytes("data: 1\n\n"));
                    handler.burstEnded();
                },
                handler -> {
                    assertThat(governed).containsExactly("pause", "pause");
                    handler.data(bytes("data: 2\n\n"));
                    handler.end();
                },
                reply -> {
                    var live = (Reply.Live) reply;
                    live.start(new FullAtOnce(live));
                });
    }

    @Test
    void aStartLetsTheWorkerGoOn() {
        dispatch((call, handler) -> handler.head(200, STREAM), EngineHandler::end, reply -> {
            var live = (Reply.Live) reply;
            live.start(new FullAtOnce(live));
            assertThat(governed).containsExactly("pause", "resume");
        });
    }

    @Test
    void aClientThatLeavesMeanwhileIsNotForgotten() {
        dispatch(
                (call, handler) -> {
                    handler.head(200, STREAM);
                    call.cancel();
                },
                handler -> {},
                reply -> {});
        assertThat(governed).containsExactly("cancel");
    }

    @Test
    void aFailureAtOnceIsTold() {
        Reply reply =
                dispatch((call, handler) -> handler.failed(new EngineFailure.Malformed("x")), handler -> {}, it -> {});
        assertThat(reply).isNotNull().extracting(Reply::status).isEqualTo(502);
    }

    @Test
    void aClientThatThrowsCostsOnlyItsCall() {
        Reply reply = dispatch(
                (call, handler) -> {
                    throw new IllegalArgumentException("no event loop");
                },
                handler -> {},
                it -> {});
        assertThat(reply).isNotNull().extracting(Reply::status).isEqualTo(500);
    }

    @Test
    void anEventTooLargeEndsTheStreamAndIsTheWorkersFault() {
        byte[] piece = bytes("x".repeat(1 << 20));
        var sinks = new ArrayList<FullAtOnce>();
        dispatch(
                (call, handler) -> handler.head(200, STREAM),
                handler -> {
                    for (int i = 0; i < 17; i++) {
                        handler.data(piece);
                    }
                },
                reply -> {
                    var sink = new FullAtOnce((Reply.Live) reply);
                    sinks.add(sink);
                    sink.reply.start(sink);
                });
        assertThat(sinks.getFirst().heard).containsExactly("worker_malformed");
        assertThat(governed).endsWith("cancel");
    }
}
