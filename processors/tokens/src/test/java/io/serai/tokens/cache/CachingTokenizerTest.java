package io.serai.tokens.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CachingTokenizerTest {
    private static final long PLENTY = 10_000_000;
    private static final String LONG = "x y".repeat(200);

    private final MarkedTokenizer plain = new MarkedTokenizer();
    private final TokenCache cache = new TokenCache(PLENTY);
    private final CachingTokenizer cached = cache.around(plain);

    @Test
    void aTextSeenBeforeIsNotEncoded() {
        String text = LONG + "<a>" + LONG;
        int[] first = cached.encode(text, false);
        long encoded = plain.encodedChars.get();
        assertThat(cached.encode(text, false)).isEqualTo(first).isNotSameAs(first);
        assertThat(plain.encodedChars).hasValue(encoded);
        assertThat(cached.stats().hits()).isEqualTo(1);
        assertThat(cached.stats().misses()).isEqualTo(1);
        assertThat(cached.stats().cachedTokens()).isEqualTo(first.length);
        assertThat(cached.stats().encodedTokens()).isEqualTo(first.length);
    }

    @Test
    void theNextTurnOfAChatEncodesWhatIsNew() {
        String turns = IntStream.range(0, 20)
                .mapToObj(turn -> "user: " + turn + LONG + "<a>assistant: " + turn + LONG + "<b>")
                .collect(Collectors.joining());
        cached.encode(turns + "assistant:", false);
        long before = plain.encodedChars.get();
        String next = turns + "assistant: yes<a>";
        assertThat(cached.encode(next, false)).isEqualTo(new MarkedTokenizer().encode(next, false));
        assertThat(plain.encodedChars.get() - before).isEqualTo("assistant: yes<a>".length());
        assertThat(cached.stats().partialHits()).isEqualTo(1);
    }

    @Test
    void aRepeatedSegmentIsHeldOnce() {
        cached.encode((LONG + "<a>").repeat(50), false);
        assertThat(cached.stats().entries()).as("first, inner, last").isEqualTo(3);
        assertThat(cached.stats().bytes()).isEqualTo(cache.bytes()).isBetween(3L * LONG.length(), 20_000L);
    }

    @Test
    void whatTheCallerDoesToHisIdsTouchesNobodyElse() {
        int[] first = cached.encode(LONG, false);
        int[] copy = first.clone();
        first[1] = -1;
        assertThat(cached.encode(LONG, false)).isEqualTo(copy);
    }

    @Test
    void aMarkerThatGoesOnDifferentlyIsCutDifferently() {
        for (String text : List.of(LONG + "<a>" + LONG, LONG + "<a>!" + LONG, LONG + "<a>")) {
            assertThat(cached.encode(text, false)).isEqualTo(plain.encode(text, false));
        }
        for (String spaces : List.of(" ", "  ", "   ", "")) {
            String text = LONG + "<mask>" + spaces + LONG;
            assertThat(cached.encode(text, false)).isEqualTo(plain.encode(text, false));
        }
    }

    @Test
    void specialTokensMakeAnotherText() {
        int[] without = cached.encode(LONG, false);
        int[] with = cached.encode(LONG, true);
        assertThat(with).hasSize(without.length + 1);
        assertThat(cached.encode(LONG, true)).isEqualTo(with);
        assertThat(cached.encode(LONG, false)).isEqualTo(without);
        assertThat(cached.stats().hits()).isEqualTo(2);
    }

    @Test
    void equalHashesAreNotTakenForEqualTexts() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        List<String> colliding = new ArrayList<>(List.of(""));
        for (int i = 0; i < 8; i++) {
            colliding = colliding.stream()
                    .flatMap(start -> List.of(start + "Aa", start + "BB").stream())
                    .toList();
        }
        for (int round = 0; round < 2; round++) {
            for (String text : colliding) {
                assertThat(cached.encode(text, false)).isEqualTo(plain.encode(text, false));
            }
        }
        assertThat(cached.stats().hits()).isEqualTo(colliding.size());
    }

    @Test
    void tokenizersThatShareACacheShareNoIds() {
        CachingTokenizer other = cache.around(new MarkedTokenizer());
        cached.encode(LONG, false);
        other.encode(LONG, false);
        assertThat(other.stats().misses()).isEqualTo(1);
        cached.clear();
        assertThat(cached.stats().entries()).isZero();
        assertThat(cached.stats().bytes()).isZero();
        assertThat(cache.entries()).isEqualTo(1);
        other.encode(LONG, false);
        assertThat(other.stats().hits()).isEqualTo(1);
    }

    @Test
    void whatIsOfUseStaysWhenRoomRunsOut() {
        TokenCache small = new TokenCache(40_000);
        CachingTokenizer tokenizer = small.around(plain);
        String prompt = LONG + "the same for all<a>";
        for (int i = 0; i < 200; i++) {
            tokenizer.encode(prompt + LONG + i, false);
            assertThat(small.bytes()).isLessThanOrEqualTo(40_000);
        }
        assertThat(tokenizer.stats().evictions()).isPositive();
        assertThat(tokenizer.stats().partialHits()).isEqualTo(199);
        assertThat(tokenizer.stats().entries()).isEqualTo(small.entries());
        assertThat(tokenizer.stats().bytes()).isEqualTo(small.bytes());
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        TokenCache small = new TokenCache(4_000);
        CachingTokenizer tokenizer = small.around(plain);
        tokenizer.encode(LONG.repeat(2), false);
        assertThat(small.entries()).isZero();
        TokenCache none = new TokenCache(0);
        assertThat(none.around(plain).encode("a", false)).containsExactly(MarkedTokenizer.START, 'a');
        assertThat(none.bytes()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenCache(-1))
                .withMessageContaining("-1");
    }

    @Test
    void allElseIsTheTokenizersOwn() {
        StringBuilder out = new StringBuilder();
        cached.stream(true).push(7, out);
        assertThat(out).hasToString("7");
        assertThat(cached.decode(new int[] {1, 2}, true)).isEqualTo("2 ids, skipping");
        assertThat(cached.bytes(12)).containsExactly('1', '2');
        assertThat(cached.token(3)).isEqualTo("3");
        assertThat(cached.token(-3)).isNull();
        assertThat(cached.id("four")).isEqualTo(4);
        assertThat(cached.special(plain.vocabularySize())).isTrue();
        assertThat(cached.vocabularySize()).isEqualTo(plain.vocabularySize());
        assertThat(cached.implementation()).isEqualTo("marked");
        assertThat(cached.nextBoundary("b<a>", 0)).isEqualTo(4);
        assertThat(cached.encodeBetween("b<a>c", 4, 5)).containsExactly('c');
        assertThat(cached.encodeWithOffsets("bc", false).length()).isEqualTo(3);
    }

    @Property(tries = 300)
    void whateverCameBeforeTheIdsAreThoseOfTheTokenizer(@ForAll("texts") List<String> texts) {
        CachingTokenizer small = new TokenCache(30_000).around(plain);
        for (String text : texts) {
            assertThat(small.encode(text, false)).isEqualTo(plain.encode(text, false));
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "<a>", "<a>!", "<b>", "<mask>", " ", "!", "xx", "x".repeat(255), LONG, "é", "你".repeat(300));
        return parts.list()
                .ofMaxSize(12)
                .map(list -> String.join("", list))
                .list()
                .ofMaxSize(8);
    }

    @Test
    void manyThreadsGetTheirOwnTexts() throws InterruptedException, ExecutionException {
        TokenCache small = new TokenCache(60_000);
        CachingTokenizer tokenizer = small.around(plain);
        List<Future<Void>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int seed = 0; seed < 4; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                runs.add(threads.submit(() -> chats(tokenizer, random)));
            }
        }
        for (Future<Void> run : runs) {
            run.get();
        }
        assertThat(tokenizer.stats().evictions()).isPositive();
        assertThat(tokenizer.stats().hits() + tokenizer.stats().partialHits()).isPositive();
        assertThat(tokenizer.stats().entries()).isEqualTo(small.entries());
        assertThat(tokenizer.stats().bytes()).isEqualTo(small.bytes());
    }

    private Void chats(CachingTokenizer tokenizer, SplittableRandom random) {
        for (int chat = 0; chat < 200; chat++) {
            StringBuilder text = new StringBuilder("chat " + random.nextInt(20) + LONG + "<a>");
            for (int turn = 0; turn < 5; turn++) {
                text.append(random.nextInt(5)).append(LONG).append("<b>");
                assertThat(tokenizer.encode(text.toString(), false)).isEqualTo(plain.encode(text.toString(), false));
            }
        }
        return null;
    }
}
