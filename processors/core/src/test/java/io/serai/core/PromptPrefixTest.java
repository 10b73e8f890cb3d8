package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PromptPrefixTest {
    static final int LONGEST = 80_000;

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static PromptPrefix of(byte[] bytes) {
        return PromptPrefix.of("model", bytes, new Span(0, bytes.length));
    }

    private static List<Long> hashes(PromptPrefix prefix) {
        return IntStream.range(0, prefix.blocks()).mapToObj(prefix::hash).toList();
    }

    private static List<Integer> ends(PromptPrefix prefix) {
        return IntStream.range(0, prefix.blocks()).mapToObj(prefix::end).toList();
    }

    /** 64 blocks of 128 bytes, 112 of 512, then 4,096 each; written down by hand from the class comment. */
    private static List<Integer> expectedEnds(int total) {
        var ends = new ArrayList<Integer>();
        for (int block = 1; block <= 64; block++) {
            ends.add(block * 128);
        }
        for (int block = 1; block <= 112; block++) {
            ends.add(8_192 + block * 512);
        }
        for (int block = 1; block <= 10; block++) {
            ends.add(65_536 + block * 4_096);
        }
        ends.removeIf(end -> end > total);
        return ends;
    }

    @Property(tries = 200)
    void blocksGrowWithTheirOffsetAndOnlyFullOnesCount(@ForAll @IntRange(max = LONGEST) int total) {
        PromptPrefix prefix = of(bytes(1, total));
        assertThat(ends(prefix)).isEqualTo(expectedEnds(total));
        assertThat(prefix.bytes()).isEqualTo(total);
    }

    @Example
    void blockEndsAtTheEdges() {
        for (int edge : new int[] {0, 128, 8_192, 8_192 + 512, 65_536, 65_536 + 4_096}) {
            for (int total = Math.max(0, edge - 1); total <= edge + 1; total++) {
                assertThat(ends(of(bytes(2, total)))).as("%d bytes", total).isEqualTo(expectedEnds(total));
            }
        }
    }

    @Property(tries = 200)
    void aCommonBeginningHasCommonHashesAndNothingElse(
            @ForAll @IntRange(max = LONGEST) int common,
            @ForAll @IntRange(min = 1, max = 20_000) int more,
            @ForAll long seed) {
        byte[] one = bytes(seed, common + more);
        byte[] two = one.clone();
        two[common] ^= 1;
        List<Long> first = hashes(of(one));
        List<Long> second = hashes(of(two));
        int same = expectedEnds(common).size();
        assertThat(second.subList(0, same)).isEqualTo(first.subList(0, same));
        assertThat(Collections.disjoint(second.subList(same, second.size()), first))
                .isTrue();
    }

    @Property(tries = 100)
    void aLongerPromptBeginsWithTheHashesOfItsBeginning(
            @ForAll @IntRange(max = LONGEST) int total, @ForAll @IntRange(max = LONGEST) int cut) {
        byte[] whole = bytes(3, total);
        byte[] beginning = Arrays.copyOf(whole, Math.min(cut, total));
        List<Long> shorter = hashes(of(beginning));
        assertThat(hashes(of(whole)).subList(0, shorter.size())).isEqualTo(shorter);
    }

    /** Spans may lie anywhere in the body: only the bytes in their order count. */
    @Property(tries = 200)
    void howThePromptIsSplitDoesNotMatter(
            @ForAll @IntRange(max = LONGEST) int total,
            @ForAll @Size(max = 10) List<@IntRange(max = LONGEST) Integer> cuts,
            @ForAll @IntRange(max = 300) int gap) {
        byte[] prompt = bytes(4, total);
        int[] at = IntStream.concat(IntStream.of(0, total), cuts.stream().mapToInt(cut -> Math.min(cut, total)))
                .sorted()
                .toArray();
        byte[] spread = bytes(5, total + gap * at.length);
        var spans = new ArrayList<Span>();
        for (int i = 0; i + 1 < at.length; i++) {
            int start = at[i] + gap * (i + 1);
            System.arraycopy(prompt, at[i], spread, start, at[i + 1] - at[i]);
            spans.add(new Span(start, start + at[i + 1] - at[i]));
        }
        PromptPrefix split = PromptPrefix.of("model", spread, spans.toArray(Span[]::new));
        assertThat(hashes(split)).isEqualTo(hashes(of(prompt)));
        assertThat(ends(split)).isEqualTo(ends(of(prompt)));
        assertThat(split.bytes()).isEqualTo(total);
    }

    @Example
    void theOrderOfTheSpansCounts() {
        byte[] body = bytes(6, 512);
        var first = new Span(0, 256);
        var second = new Span(256, 512);
        assertThat(hashes(PromptPrefix.of("model", body, first, second)))
                .doesNotContainAnyElementsOf(hashes(PromptPrefix.of("model", body, second, first)));
    }

    @Example
    void seedsKeepPromptsApart() {
        byte[] body = bytes(7, 1024);
        var all = new Span(0, body.length);
        assertThat(hashes(PromptPrefix.of("one", body, all)))
                .doesNotContainAnyElementsOf(hashes(PromptPrefix.of("two", body, all)));
    }

    /** A hash stands for all before it, so a block that comes again must not be taken for the first. */
    @Example
    void equalBlocksHaveHashesOfTheirOwn() {
        List<Long> hashes = hashes(of(new byte[LONGEST]));
        assertThat(new HashSet<>(hashes)).hasSameSizeAs(hashes);
    }

    @Example
    void nothingIsEmpty() {
        assertThat(PromptPrefix.of("model", new byte[9])).isSameAs(PromptPrefix.EMPTY);
        assertThat(PromptPrefix.of("model", new byte[9], Span.NONE, new Span(3, 3)))
                .isSameAs(PromptPrefix.EMPTY);
        assertThat(PromptPrefix.EMPTY.blocks()).isZero();
        assertThat(PromptPrefix.EMPTY.bytes()).isZero();
    }
}
