package io.serai.fleet.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.InferenceCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real loops at once: permits are neither lost nor made. */
class AdmissionStressTest {
    private static final int CALLS = 8_000;
    private static final int LIMIT = 3;

    private final List<ScheduledExecutorService> loops = Stream.generate(Executors::newSingleThreadScheduledExecutor)
            .limit(4)
            .toList();
    private final Admission admission =
            new Admission(new AdmissionSettings(LIMIT, 50, Duration.ofMinutes(1), 0), System::nanoTime);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(CALLS);

    @AfterEach
    void stop() {
        loops.forEach(ScheduledExecutorService::shutdownNow);
    }

    @Test
    void permitsAreNeitherLostNorMade() throws InterruptedException {
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            ScheduledExecutorService loop = loops.get(number % loops.size());
            loop.execute(() -> ask(loop, number));
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(LIMIT);
        assertThat(granted.get()).isPositive();
        assertThat(admission.running()).isZero();
        assertThat(admission.queued()).isZero();
    }

    private void ask(ScheduledExecutorService loop, int number) {
        InferenceCall call = Calls.on(loop, "c" + number);
        var once = new CountDownLatch(1);
        Runnable over = () -> {
            if (once.getCount() > 0) {
                once.countDown();
                ended.countDown();
            }
        };
        admission.acquire(call, permit -> run(call, permit, over), _ -> over.run());
        if (number % 5 == 0) {
            loop.execute(() -> {
                if (once.getCount() > 0 && !granted(call)) {
                    call.cancel();
                    over.run();
                }
            });
        }
    }

    /** A granted call has a reply on its way; here its trace says so. */
    private static boolean granted(InferenceCall call) {
        return call.trace().pipelineNanos() != 0;
    }

    private void run(InferenceCall call, Permit permit, Runnable over) {
        call.trace().pipelineBegan(1);
        granted.incrementAndGet();
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        call.loop().execute(() -> {
            running.decrementAndGet();
            permit.close();
            permit.close();
            over.run();
        });
    }
}
