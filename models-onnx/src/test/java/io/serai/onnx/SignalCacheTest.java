package io.serai.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Signal;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalCacheTest {
    private static final Map<String, Signal> ANSWER =
            Map.of("embedding", new Signal.Vector(new float[250], true, "m@1"));

    private static CacheKey key(int text) {
        return CacheKey.of("text " + text);
    }

    @Test
    void theOneOfNoUseForLongestGoes() {
        var cache = new SignalCache(15_000);
        IntStream.range(0, 10).forEach(i -> cache.put(key(i), ANSWER));
        assertThat(cache.find(key(0))).isSameAs(ANSWER);
        IntStream.range(10, 15).forEach(i -> cache.put(key(i), ANSWER));
        assertThat(cache.bytes()).isBetween(10_000L, 15_000L);
        assertThat(cache.find(key(0))).isNotNull();
        assertThat(cache.find(key(1))).isNull();
        assertThat(cache.find(key(14))).isNotNull();
        assertThat(cache.hits()).isEqualTo(3);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void withoutRoomNothingIsKept() {
        var cache = new SignalCache(0);
        cache.put(key(1), ANSWER);
        assertThat(cache.find(key(1))).isNull();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void puttingAgainTakesNoMoreRoom() {
        var cache = new SignalCache(15_000);
        cache.put(key(1), ANSWER);
        long once = cache.bytes();
        cache.put(key(1), ANSWER);
        assertThat(cache.bytes()).isEqualTo(once);
    }

    @Test
    void keysTellTextsAndModelsApart() {
        assertThat(CacheKey.of("\ud83c")).isNotEqualTo(CacheKey.of("\udf89")).isNotEqualTo(CacheKey.of("?"));
        assertThat(CacheKey.of("a".repeat(5000))).isNotEqualTo(CacheKey.of("a".repeat(5001)));
        assertThat(CacheKey.of("")).isEqualTo(CacheKey.of(""));
        assertThat(key(1).seenBy("a")).isNotEqualTo(key(1).seenBy("b"));
    }

    @Test
    void sharesAreEven() {
        long low = IntStream.range(0, 1000).filter(i -> key(i).share() < 0.25).count();
        assertThat(low).isBetween(200L, 300L);
        assertThat(IntStream.range(0, 1000).mapToDouble(i -> key(i).share()))
                .allMatch(share -> share >= 0 && share < 1);
    }
}
