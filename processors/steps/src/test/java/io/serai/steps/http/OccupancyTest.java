package io.serai.steps.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    private final Occupancy occupancy = new Occupancy();
    private final AtomicInteger ends = new AtomicInteger();

    private Occupancy.Stay enter() {
        return Objects.requireNonNull(occupancy.enter(), "open");
    }

    @Test
    void anEmptyOneEndsAtOnce() {
        enter().leave();
        assertThat(ends).hasValue(0);
        occupancy.close(ends::incrementAndGet);
        assertThat(ends).hasValue(1);
        assertThat(occupancy.enter()).isNull();
        assertThat(ends).as("once").hasValue(1);
    }

    @Test
    void theLastWhoLeavesEndsIt() {
        Occupancy.Stay first = enter();
        Occupancy.Stay second = enter();
        occupancy.close(ends::incrementAndGet);
        assertThat(occupancy.enter()).isNull();
        first.leave();
        first.leave();
        assertThat(ends).as("one is still within").hasValue(0);
        second.leave();
        assertThat(ends).hasValue(1);
    }

    /** Whoever got in was within when it had not ended; and it ends. */
    @RepeatedTest(50)
    void nobodyIsMissed() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begin = new CountDownLatch(1);
            Callable<Boolean> visit = () -> {
                begin.await();
                for (int i = 0; i < 200; i++) {
                    Occupancy.Stay stay = occupancy.enter();
                    if (stay == null) {
                        return true;
                    }
                    boolean ended = ends.get() > 0;
                    stay.leave();
                    if (ended) {
                        return false;
                    }
                }
                return true;
            };
            var visits = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 8; i++) {
                visits.add(threads.submit(visit));
            }
            begin.countDown();
            occupancy.close(ends::incrementAndGet);
            for (Future<Boolean> each : visits) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(ends).hasValue(1);
    }
}
