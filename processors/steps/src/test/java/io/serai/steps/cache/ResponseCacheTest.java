package io.serai.steps.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.steps.cache.ResponseCache.Mode;
import io.serai.steps.cache.ResponseCache.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
    private static final Duration TTL = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong(7);
    private final ResponseCache cache = new ResponseCache(semantic(1 << 20), clock::get);

    private static Settings semantic(long bytes) {
        return new Settings(Mode.SEMANTIC, bytes, TTL, 0.9);
    }

    private static Wanted exact(String key) {
        return new Wanted(key, "", WordGuard.NONE, Wanted.NO_VECTOR, false);
    }

    private static Wanted like(String key, String shape, float... vector) {
        return new Wanted(key, shape, WordGuard.NONE, vector, false);
    }

    private static StoredAnswer answer(int bytes, boolean usage) {
        return new StoredAnswer(new byte[bytes], usage);
    }

    private ResponseCache.Hit hit(Wanted wanted) {
        return Objects.requireNonNull(cache.find(wanted), "no hit");
    }

    @Test
    void theSameRequestGetsItsAnswerAndNoOtherDoes() {
        var kept = answer(10, true);
        cache.put(exact("a"), kept);

        assertThat(hit(exact("a")).answer()).isSameAs(kept);
        assertThat(hit(exact("a")).similar()).isFalse();
        assertThat(cache.find(exact("b"))).isNull();
        assertThat(cache.stats().exact()).isEqualTo(2);
        assertThat(cache.stats().misses()).isEqualTo(1);
    }

    @Test
    void answersGrowTooOld() {
        cache.put(like("a", "s", 1, 0), answer(10, true));
        clock.addAndGet(TTL.toNanos());
        assertThat(cache.find(exact("a"))).isNotNull();
        clock.addAndGet(1);

        assertThat(cache.find(like("b", "s", 1, 0))).isNull();
        assertThat(cache.find(exact("a"))).isNull();
        assertThat(cache.stats().entries()).isZero();
        assertThat(cache.stats().bytes()).isZero();
    }

    @Test
    void theMostAlikeOfTheSameShapeAnswers() {
        var far = answer(1, true);
        var near = answer(2, true);
        cache.put(like("far", "s", 0.96f, 0.28f), far);
        cache.put(like("near", "s", 0.8f, 0.6f), near);

        assertThat(hit(like("q", "s", 0.8f, 0.6f)).answer()).isSameAs(near);
        assertThat(hit(like("q", "s", 0.8f, 0.6f)).similar()).isTrue();
        assertThat(hit(like("q", "s", 1, 0)).answer()).isSameAs(far);
        assertThat(cache.find(like("q", "other", 0.8f, 0.6f))).isNull();
        assertThat(cache.find(like("q", "s", 0.6f, -0.8f))).isNull();
        assertThat(cache.stats().semantic()).isEqualTo(3);
    }

    @Test
    void anEmptyTextIsLikeNothing() {
        cache.put(like("a", "s", 0, 0), answer(1, true));

        assertThat(cache.find(like("b", "s", 0, 0))).isNull();
    }

    @Test
    void whoWantsCountsGetsNoAnswerWithoutThem() {
        cache.put(like("a", "s", 1, 0), answer(1, false));

        assertThat(cache.find(new Wanted("a", "s", WordGuard.NONE, new float[] {1, 0}, true)))
                .isNull();
        assertThat(cache.find(exact("a"))).isNotNull();
    }

    @Test
    void theLongestUnusedGoFirst() {
        cache.reconfigure(semantic(16_000));
        for (int i = 0; i < 10; i++) {
            cache.put(like("k" + i, "s", 1, 0), answer(1000, true));
            hit(exact("k0"));
        }

        assertThat(cache.find(exact("k0"))).isNotNull();
        for (int i = 10; i < 20; i++) {
            cache.put(like("k" + i, "s", 1, 0), answer(1000, true));
        }
        assertThat(cache.stats().bytes()).isLessThanOrEqualTo(16_000).isGreaterThan(12_000);
        assertThat(cache.stats().evicted()).isPositive();
        assertThat(cache.find(exact("k1"))).isNull();
        assertThat(cache.find(exact("k19"))).isNotNull();
    }

    @Test
    void anAnswerThatWouldPushAllOthersOutIsNotKept() {
        cache.put(exact("a"), answer(1 << 18, true));

        assertThat(cache.stats().entries()).isZero();
    }

    @Test
    void anAnswerReplacesTheOneBefore() {
        cache.put(like("a", "s", 1, 0), answer(1, false));
        cache.put(like("a", "s", 1, 0), answer(2, true));

        assertThat(cache.stats().entries()).isEqualTo(1);
        assertThat(hit(new Wanted("a", "", WordGuard.NONE, Wanted.NO_VECTOR, true))
                        .answer()
                        .usage())
                .isTrue();
        assertThat(hit(like("b", "s", 1, 0)).answer().usage()).isTrue();
    }

    @Test
    void switchedOffItForgetsEverything() {
        cache.put(exact("a"), answer(1, true));
        cache.reconfigure(Settings.OFF);
        assertThat(cache.on()).isFalse();
        cache.put(exact("b"), answer(1, true));

        cache.reconfigure(semantic(1 << 20));

        assertThat(cache.find(exact("a"))).isNull();
        assertThat(cache.find(exact("b"))).isNull();
    }
}
