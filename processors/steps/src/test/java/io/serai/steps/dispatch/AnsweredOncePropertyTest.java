package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Timeouts;
import io.serai.fleet.BreakerSettings;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.HealthSettings;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.RetryPolicy;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever the workers do, a request that may have run at one of them is never sent again. */
class AnsweredOncePropertyTest {
    private static final List<String> WORKERS = List.of("a", "b", "c");
    private static final int ATTEMPTS = 4;

    /** Of the dispatch with a worker that hangs; one that does not must answer within it on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static @Nullable DispatchRig shared;

    /** What a worker does to a call. */
    enum Deed {
        ANSWERS,
        IS_BUSY,
        LIMITS,
        FAILS,
        RESETS,
        BREAKS_OFF,
        BABBLES,
        LIES,
        HANGS;

        boolean provesThatItDidNotRun() {
            return this == IS_BUSY || this == LIMITS;
        }

        FaultRule[] rules() {
            return switch (this) {
                case ANSWERS -> new FaultRule[0];
                case IS_BUSY -> always(new Fault.Status(503));
                case LIMITS -> always(new Fault.Status(429));
                case FAILS -> always(new Fault.Status(500));
                case RESETS -> always(new Fault.ResetBeforeHead());
                case BREAKS_OFF -> always(new Fault.ResetMidStream(2));
                case BABBLES -> always(new Fault.Garbage());
                case LIES -> always(new Fault.Truncate());
                case HANGS -> always(new Fault.Hang());
            };
        }

        private static FaultRule[] always(Fault fault) {
            return new FaultRule[] {FaultRule.always(fault)};
        }
    }

    @BeforeContainer
    static void open() {
        shared = new DispatchRig(settings());
        WORKERS.forEach(shared::worker);
        shared.deadWorker("dead");
    }

    /** Every worker stays eligible: the retry rules alone decide. */
    private static RigSettings settings() {
        var neverOpens = new BreakerSettings(
                false, Duration.ofSeconds(30), 10, 0.5, 0, Duration.ofSeconds(5), Duration.ofSeconds(60), 3, 2);
        var fleet = FleetSettings.DEFAULT;
        var health = HealthSettings.DEFAULT;
        return RigSettings.DEFAULT
                .with(new RetryPolicy(ATTEMPTS, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO))
                .with(new RetryBudget.Settings(10, 1000))
                .with(new Timeouts(Duration.ofSeconds(5), PATIENCE, Duration.ofSeconds(5), Duration.ZERO))
                .with(new FleetSettings(
                        List.of(),
                        fleet.aliases(),
                        new HealthSettings(
                                health.path(),
                                Duration.ofHours(1),
                                health.timeout(),
                                1000,
                                1,
                                health.backoff(),
                                health.maxBackoff()),
                        fleet.loads(),
                        neverOpens,
                        fleet.backPressure(),
                        fleet.discoveryInterval(),
                        fleet.drainTimeout(),
                        false,
                        null));
    }

    @AfterContainer
    static void close() {
        rig().awaitNothingHeld();
        rig().close();
    }

    private static DispatchRig rig() {
        if (shared == null) {
            throw new AssertionError("not open");
        }
        return shared;
    }

    @Provide
    Arbitrary<Deed> deeds() {
        return Arbitraries.frequency(
                Tuple.of(3, Deed.ANSWERS),
                Tuple.of(6, Deed.IS_BUSY),
                Tuple.of(4, Deed.LIMITS),
                Tuple.of(2, Deed.FAILS),
                Tuple.of(2, Deed.RESETS),
                Tuple.of(2, Deed.BREAKS_OFF),
                Tuple.of(2, Deed.BABBLES),
                Tuple.of(2, Deed.LIES),
                Tuple.of(1, Deed.HANGS));
    }

    @Property(tries = 120)
    void holds(@ForAll("deeds") Deed a, @ForAll("deeds") Deed b, @ForAll("deeds") Deed c, @ForAll boolean streamed) {
        List<Deed> deeds = List.of(a, b, c);
        for (int i = 0; i < WORKERS.size(); i++) {
            rig().mock(WORKERS.get(i)).faults(deeds.get(i).rules());
        }
        Ask ask = streamed ? Ask.stream() : Ask.whole();
        Heard heard = rig().finished(ask);
        check(deeds, ask, heard);
    }

    private static void check(List<Deed> deeds, Ask ask, Heard heard) {
        int mayHaveRun = 0;
        for (int i = 0; i < WORKERS.size(); i++) {
            int receipts = rig().mock(WORKERS.get(i)).counters().rids().getOrDefault(ask.id(), 0);
            assertThat(receipts)
                    .as("the same worker twice while another is eligible")
                    .isLessThan(2);
            mayHaveRun += deeds.get(i).provesThatItDidNotRun() ? 0 : receipts;
        }
        assertThat(mayHaveRun).as("sent again after it may have run").isLessThan(2);
        assertThat(heard.tried())
                .as("attempts")
                .hasSizeLessThanOrEqualTo(ATTEMPTS)
                .doesNotHaveDuplicates();
        assertThat(heard.outcomes()).as("how the dispatch turned out").hasSize(1);

        boolean allBusy = deeds.stream().allMatch(Deed::provesThatItDidNotRun);
        assertThat(mayHaveRun).as("gave up early").isEqualTo(allBusy ? 0 : 1);
        String last = heard.tried().getLast();
        boolean answered = WORKERS.contains(last) && deeds.get(WORKERS.indexOf(last)) == Deed.ANSWERS;
        boolean good =
                heard.hasReply() && heard.status() == 200 && !heard.endings().contains("failed");
        assertThat(good)
                .as("a good answer reaches the client, and nothing else is one")
                .isEqualTo(answered);
    }

    /** One after the other on the same connections: what one call left behind must not harm the next. */
    @Property(tries = 15)
    void aGoodAnswerFollowsWhateverCameBefore(@ForAll @Size(min = 1, max = 6) List<@From("deeds") Deed> deeds) {
        for (Deed deed : deeds) {
            WORKERS.forEach(it -> rig().mock(it).faults(deed.rules()));
            rig().finished(Ask.whole());
        }
        WORKERS.forEach(it -> rig().mock(it).faults());
        assertThat(rig().finished(Ask.whole()).status()).isEqualTo(200);
    }
}
