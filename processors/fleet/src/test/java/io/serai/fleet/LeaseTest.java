package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeaseTest {
    private final FleetRig rig = new FleetRig(FleetRig.quiet());

    @BeforeEach
    void register() {
        rig.engines.vllm(A, "llama");
        rig.register(A, "a");
    }

    private void limit(int maxInFlight) {
        rig.fleet.update("a", new WorkerPatch(null, null, null, null, null, null, null, maxInFlight, null));
    }

    static Stream<Consumer<Lease>> endings() {
        return Stream.of(
                Lease::succeeded,
                lease -> lease.faulted("reset"),
                lease -> lease.backPressure(Duration.ZERO),
                Lease::cancelled);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void oneEndingCounts(Consumer<Lease> ending) {
        Worker worker = rig.worker("a");
        Lease lease = Leases.begin(worker, 100);
        assertThat(worker.inFlight()).isEqualTo(1);
        assertThat(worker.pendingPrefillTokens()).isEqualTo(100);
        ending.accept(lease);
        endings().forEach(again -> again.accept(lease));
        lease.firstToken();
        assertThat(worker.inFlight()).isZero();
        assertThat(worker.pendingPrefillTokens()).isZero();
    }

    @Test
    void theFirstTokenEndsThePrefillOnly() {
        Worker worker = rig.worker("a");
        Lease lease = Leases.begin(worker, 100);
        lease.firstToken();
        lease.firstToken();
        assertThat(worker.pendingPrefillTokens()).isZero();
        assertThat(worker.inFlight()).isEqualTo(1);
        lease.succeeded();
        assertThat(worker.pendingPrefillTokens()).isZero();
    }

    @Test
    void backPressureLowersTheWeightAndNeverTripsTheBreaker() {
        Worker worker = rig.worker("a");
        for (int i = 0; i < 100; i++) {
            Leases.begin(worker, 1).backPressure(Duration.ZERO);
        }
        assertThat(worker.breaker()).isEqualTo(new BreakerState.Closed());
        assertThat(worker.weight()).isEqualTo(0.05);
        assertThat(worker.admits()).isTrue();
        rig.passSeconds(10);
        assertThat(worker.weight()).isEqualTo(1);
    }

    @Test
    void cancelledCallsSayNothing() {
        Worker worker = rig.worker("a");
        for (int i = 0; i < 100; i++) {
            Leases.begin(worker, 1).cancelled();
        }
        Leases.begin(worker, 1).faulted("reset");
        assertThat(worker.breaker()).isEqualTo(new BreakerState.Closed());
    }

    @Test
    void theFirstTokenOfAProbeProvesTheWorkerWell() {
        Worker worker = rig.worker("a");
        IntStream.range(0, 3).forEach(_ -> Leases.begin(worker, 1).faulted(Lease.CONNECT_FAILED));
        assertThat(worker.tryBegin(1)).isNull();
        rig.passSeconds(5);
        Lease one = Leases.begin(worker, 1);
        Lease two = Leases.begin(worker, 1);
        one.firstToken();
        assertThat(worker.breaker().key()).isEqualTo("half_open");
        two.firstToken();
        assertThat(worker.breaker().key()).isEqualTo("closed");
        one.succeeded();
        two.cancelled();
        assertThat(worker.inFlight()).isZero();
    }

    @Test
    void theLimitHoldsExactlyUnderContention() throws InterruptedException {
        limit(5);
        Worker worker = rig.worker("a");
        ModelPool pool = rig.pool("llama");
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var taken = new AtomicInteger();
        var start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    await(start);
                    for (int i = 0; i < 5_000; i++) {
                        Lease lease = pool.eligible().isEmpty() ? null : worker.tryBegin(3);
                        if (lease != null) {
                            taken.incrementAndGet();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            inside.decrementAndGet();
                            end(lease);
                        }
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isLessThanOrEqualTo(5);
        assertThat(taken.get()).isPositive();
        assertThat(worker.inFlight()).isZero();
        assertThat(worker.pendingPrefillTokens()).isZero();
        assertThat(pool.eligible()).containsExactly(worker); // no wake-up was lost
    }

    private static void end(Lease lease) {
        switch (ThreadLocalRandom.current().nextInt(3)) {
            case 0 -> lease.succeeded();
            case 1 -> lease.cancelled();
            default -> {
                lease.firstToken();
                lease.succeeded();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
