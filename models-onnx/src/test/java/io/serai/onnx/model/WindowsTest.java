package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final int ROOM = 10;

    /** A text of {@code tokens} tokens, whose words begin at {@code first}. */
    private static Words words(int tokens, int... first) {
        int[] ends = new int[first.length];
        for (int i = 0; i < first.length; i++) {
            ends[i] = i + 1 < first.length ? first[i + 1] : tokens;
        }
        return new Words(first, first, ends);
    }

    private static Words single(int tokens) {
        return words(tokens, IntStream.range(0, tokens).toArray());
    }

    @Test
    void aShortTextIsOneRow() {
        assertThat(Windows.of(0, words(0), ROOM, 3).begins()).isEmpty();
        assertThat(Windows.of(ROOM, single(ROOM), ROOM, 3).begins()).containsExactly(0);
    }

    @Test
    void theLastRowIsFull() {
        assertThat(Windows.of(11, single(11), ROOM, 3).begins()).containsExactly(0, 1);
        assertThat(Windows.of(24, single(24), ROOM, 3).begins()).containsExactly(0, 7, 14);
        assertThat(Windows.of(25, single(25), ROOM, 3).begins()).containsExactly(0, 7, 14, 15);
    }

    @Test
    void rowsBeginWithAWordIfOneBeginsInReach() {
        assertThat(Windows.of(30, words(30, 0, 5, 20), ROOM, 3).begins()).containsExactly(0, 5, 12, 19, 20);
    }

    @Test
    void aWordBelongsWhereItIsFarthestFromACut() {
        var windows = Windows.of(24, single(24), ROOM, 4);
        assertThat(windows.begins()).containsExactly(0, 6, 12, 14);
        assertThat(windows.owners(words(24, 0, 7, 8, 9, 13, 14, 20, 23))).containsExactly(0, 0, 1, 1, 1, 2, 3, 3);
    }

    @Provide
    Arbitrary<int[]> wordBegins() {
        return Arbitraries.integers()
                .between(1, 120)
                .set()
                .ofMaxSize(60)
                .map(set -> IntStream.concat(IntStream.of(0), set.stream().mapToInt(i -> i))
                        .sorted()
                        .toArray());
    }

    @Property(tries = 300)
    void everyTokenIsInARowAndNeighboursShareEnough(
            @ForAll("wordBegins") int[] first,
            @ForAll @IntRange(min = 1, max = 30) int room,
            @ForAll @IntRange(max = 29) int overlap,
            @ForAll @IntRange(min = 1, max = 20) int tail) {
        int shared = Math.min(overlap, room - 1);
        int tokens = first[first.length - 1] + tail;
        Words words = words(tokens, first);
        var windows = Windows.of(tokens, words, room, shared);
        int last = windows.count() - 1;
        assertThat(windows.begins()[0]).isZero();
        assertThat(windows.begins()[last] + windows.length(last)).isEqualTo(tokens);
        for (int i = 1; i <= last; i++) {
            assertThat(windows.length(i)).isEqualTo(room);
            assertThat(windows.begins()[i])
                    .isGreaterThan(windows.begins()[i - 1])
                    .isLessThanOrEqualTo(windows.begins()[i - 1] + room - shared);
        }
        int[] owners = windows.owners(words);
        for (int word = 0; word < owners.length; word++) {
            assertThat(owners[word]).isEqualTo(farthest(windows, first[word]));
        }
    }

    private static int farthest(Windows windows, int token) {
        int best = -1;
        double greatest = -1;
        for (int i = 0; i < windows.count(); i++) {
            int begin = windows.begins()[i];
            int end = begin + windows.length(i);
            double left = i == 0 ? Double.POSITIVE_INFINITY : token - begin;
            double right = end == windows.tokens() ? Double.POSITIVE_INFINITY : end - 1 - token;
            if (token >= begin && token < end && Math.min(left, right) > greatest) {
                greatest = Math.min(left, right);
                best = i;
            }
        }
        return best;
    }
}
