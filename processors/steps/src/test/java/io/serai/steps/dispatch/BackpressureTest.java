package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.testkit.MockWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that reads slowly stops its own worker's stream, and nothing piles up between. */
class BackpressureTest {
    private static final int TOKENS = 200_000;
    /** Socket buffers on both sides and what is decoded at once; the whole answer is ten times as long. */
    private static final int HELD_BYTES = 8 << 20;

    private final DispatchRig rig = new DispatchRig();
    private final MockWorker worker = rig.worker("a", it -> it.model("m").outputTokens(TOKENS));

    @AfterEach
    void stop() {
        rig.close();
    }

    private void awaitStall() {
        worker.await("a stall", it -> it.writeStalls() > 0, DispatchRig.PATIENCE);
        assertThat(worker.counters().tokensGenerated()).isLessThan(TOKENS);
    }

    @Test
    void nothingFlowsBeforeTheStart() {
        Heard heard = rig.call(Ask.stream().hold()).await("a reply", Heard::hasReply);
        awaitStall();
        assertThat(heard.length()).isZero();
        heard.onLoop(() -> heard.live().start(heard));
        heard.awaitOver();
        assertThat(heard.endings()).containsExactly("end");
        assertThat(heard.text()).endsWith("data: [DONE]\n\n");
        assertThat(heard.trace().events()).isEqualTo(TOKENS);
    }

    @Test
    void aPauseStopsTheWorkerAndAResumeLetsItGoOn() {
        Heard heard = rig.call(Ask.stream().hold()).await("a reply", Heard::hasReply);
        heard.onLoop(() -> {
            heard.live().start(heard);
            heard.live().pause();
        });
        awaitStall();
        assertThat(heard.length()).isLessThan(HELD_BYTES);
        assertThat(heard.endings()).isEmpty();
        heard.onLoop(heard.live()::resume);
        heard.awaitOver();
        assertThat(heard.endings()).containsExactly("end");
        assertThat(heard.flushes()).isPositive();
        assertThat(heard.trace().events()).isEqualTo(TOKENS);
    }
}
