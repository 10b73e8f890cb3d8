package io.serai.fleet.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.InferenceCall;
import io.serai.testkit.ManualNanos;
import io.serai.testkit.ManualScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AdmissionPropertyTest {
    /** What the schedule does to the gate, and what must hold after each step. */
    private static final class Run {
        private final ManualNanos nanos = new ManualNanos();
        private final List<ManualScheduler> loops = List.of(new ManualScheduler(nanos), new ManualScheduler(nanos));
        private final List<InferenceCall> calls = new ArrayList<>();
        private final List<Integer> granted = new ArrayList<>();
        private final Set<Integer> refused = new HashSet<>();
        private final Set<Integer> cancelled = new HashSet<>();
        private final Queue<Permit> open = new ArrayDeque<>();
        private final Admission admission;
        private final int limit;

        Run(int limit, int queueSize) {
            this.limit = limit;
            this.admission = new Admission(new AdmissionSettings(limit, queueSize, Duration.ofSeconds(5), 0), nanos);
        }

        void step(int choice) {
            switch (choice % 6) {
                case 0, 1 -> arrive(choice);
                case 2 -> end();
                case 3 -> cancel(choice);
                case 4 -> loops.get(choice % 2).advance(Duration.ZERO);
                default -> loops.forEach(loop -> loop.advance(Duration.ofMillis(700)));
            }
            check();
        }

        private void arrive(int choice) {
            int number = calls.size();
            InferenceCall call = Calls.on(loops.get(choice % 2), "c" + number);
            calls.add(call);
            admission.acquire(
                    call,
                    permit -> {
                        granted.add(number);
                        open.add(permit);
                    },
                    _ -> refused.add(number));
        }

        private void end() {
            if (!open.isEmpty()) {
                open.remove().close();
            }
        }

        private void cancel(int choice) {
            int number = calls.isEmpty() ? 0 : choice % calls.size();
            if (!calls.isEmpty() && !granted.contains(number) && !refused.contains(number)) {
                cancelled.add(number);
                calls.get(number).cancel();
            }
        }

        private void check() {
            assertThat(open.size()).isLessThanOrEqualTo(limit);
            assertThat(admission.running()).isLessThanOrEqualTo(limit).isGreaterThanOrEqualTo(open.size());
            assertThat(Collections.disjoint(granted, cancelled)).isTrue();
        }

        void deliver() {
            loops.forEach(loop -> loop.advance(Duration.ZERO));
        }

        void finish() {
            for (int i = 0; i <= calls.size(); i++) {
                deliver();
                end();
            }
            assertThat(admission.running()).isZero();
            assertThat(granted.size() + refused.size() + cancelled.size()).isEqualTo(calls.size());
        }
    }

    @Property(tries = 500)
    void neverTooManyAndNoneLost(
            @ForAll @IntRange(min = 1, max = 4) int limit,
            @ForAll @IntRange(max = 5) int queueSize,
            @ForAll @Size(max = 120) List<@IntRange(max = 10_000) Integer> schedule) {
        var run = new Run(limit, queueSize);
        schedule.forEach(run::step);
        run.finish();
    }

    /**
     * Those that wait are served as they came, and nobody overtakes them. Grants are delivered between the steps: one
     * that is still on its way to its loop may be seen after a later one that was given at once.
     */
    @Property(tries = 300)
    void firstComeFirstServed(@ForAll @Size(min = 1, max = 80) List<@IntRange(max = 10_000) Integer> schedule) {
        var run = new Run(2, 1000);
        schedule.forEach(choice -> {
            run.step(choice);
            run.deliver();
        });
        run.finish();
        assertThat(run.granted).isSorted();
    }
}
