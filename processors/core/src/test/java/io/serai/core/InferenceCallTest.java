package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class InferenceCallTest {
    private static final ScheduledExecutorService LOOP = Executors.newSingleThreadScheduledExecutor();

    private final List<String> heard = new ArrayList<>();
    private final InferenceCall call = new InferenceCall(
            "id", new RequestHead("POST", "/", "", Headers.empty(), "127.0.0.1"), new byte[] {1}, LOOP, 7);

    @AfterAll
    static void stop() {
        LOOP.shutdownNow();
    }

    @Test
    void cancelStopsTheWorkThenTellsTheListener() {
        call.whenCancelled(() -> heard.add("listener"));
        call.onCancel(() -> heard.add("work"));
        assertThat(call.cancelled()).isFalse();
        call.cancel();
        assertThat(call.cancelled()).isTrue();
        assertThat(heard).containsExactly("work", "listener");
    }

    @Test
    void aSecondCancelDoesNothing() {
        call.whenCancelled(() -> heard.add("listener"));
        call.onCancel(() -> heard.add("work"));
        call.cancel();
        call.cancel();
        assertThat(heard).containsExactly("work", "listener");
    }

    @Test
    void onlyTheWorkThatIsBeingDoneIsStopped() {
        call.onCancel(() -> heard.add("queue"));
        call.onCancel(() -> heard.add("worker"));
        call.cancel();
        assertThat(heard).containsExactly("worker");
    }

    @Test
    void workThatIsDoneIsNotStopped() {
        call.onCancel(() -> heard.add("work"));
        call.onCancel(null);
        call.cancel();
        assertThat(heard).isEmpty();
    }

    /** Each attempt that begins too late is stopped at once, not only the first. */
    @Test
    void workThatBeginsAfterTheCancelIsStoppedAtOnce() {
        call.cancel();
        call.onCancel(() -> heard.add("late"));
        call.onCancel(() -> heard.add("later"));
        call.onCancel(null);
        assertThat(heard).containsExactly("late", "later");
    }

    @Test
    void stoppingTheWorkMayCancelAgainOrBeginOther() {
        call.whenCancelled(() -> heard.add("listener"));
        call.onCancel(() -> {
            heard.add("work");
            call.cancel();
            call.onCancel(() -> heard.add("next"));
        });
        call.cancel();
        assertThat(heard).containsExactly("work", "next", "listener");
    }

    @Test
    void beginsWithNothingKnown() {
        assertThat(call.api()).isEqualTo(Api.OTHER);
        assertThat(call.fields()).isEqualTo(RequestFields.NONE);
        assertThat(call.reply()).isNull();
        assertThat(call.principal()).isEmpty();
        assertThat(call.pathRest()).isEmpty();
        assertThat(call.trace().receivedNanos()).isEqualTo(7);
    }

    @Test
    void aLaterReplyTakesThePlaceOfTheFirst() {
        call.reply(new Reply.Whole(200, Headers.empty(), new byte[0]));
        var second = new Reply.Whole(502, Headers.empty(), new byte[0]);
        call.reply(second);
        assertThat(call.reply()).isSameAs(second);
    }
}
