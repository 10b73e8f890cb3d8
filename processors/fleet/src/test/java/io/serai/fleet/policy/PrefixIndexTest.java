package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PromptPrefix;
import org.junit.jupiter.api.Test;

final class PrefixIndexTest {
    /** Tokens per byte. */
    private static final double QUARTER = 0.25;

    private static PrefixIndex unlimited() {
        return new PrefixIndex(16 << 20, 0);
    }

    private static int held(PrefixIndex index, String worker, PromptPrefix prefix) {
        int[] match = index.match(prefix);
        int slot = index.slot(worker);
        return slot < 0 || slot >= match.length ? 0 : match[slot];
    }

    private static PromptPrefix prompt(long seed, int tokens) {
        return Prompts.prefix(Prompts.text(seed, tokens));
    }

    @Test
    void findsTheCommonBeginning() {
        PrefixIndex index = unlimited();
        index.touch("a", prompt(1, 320), QUARTER);
        assertThat(held(index, "a", prompt(1, 1_000))).isEqualTo(1_280);
        assertThat(held(index, "a", prompt(1, 100)))
                .as("whole blocks of the asked")
                .isEqualTo(384);
        assertThat(held(index, "a", prompt(2, 320))).isZero();
        assertThat(held(index, "b", prompt(1, 320))).isZero();
        assertThat(index.match(PromptPrefix.EMPTY)).isEmpty();
    }

    @Test
    void tellsWhatWasHeldBefore() {
        PrefixIndex index = unlimited();
        assertThat(index.touch("a", prompt(1, 320), QUARTER)).isZero();
        assertThat(index.touch("a", prompt(1, 640), QUARTER)).isEqualTo(1_280);
        assertThat(index.touch("b", prompt(1, 640), QUARTER)).isZero();
    }

    @Test
    void followsLongPromptsToTheirEnd() {
        PrefixIndex index = unlimited();
        index.touch("a", prompt(1, 100_000), QUARTER);
        index.touch("b", prompt(1, 10_000), QUARTER);
        PromptPrefix asked = prompt(1, 100_000);
        assertThat(held(index, "a", asked)).isEqualTo(asked.end(asked.blocks() - 1));
        assertThat(held(index, "b", asked)).isEqualTo(39_936);
    }

    @Test
    void keepsHoldersApartHoweverMany() {
        PrefixIndex index = unlimited();
        PromptPrefix shared = prompt(1, 320);
        for (int i = 0; i < 1_000; i++) {
            index.touch("w" + i, shared, QUARTER);
        }
        index.touch("w500", prompt(1, 640), QUARTER);
        PromptPrefix asked = prompt(1, 640);
        for (int i = 0; i < 1_000; i++) {
            assertThat(held(index, "w" + i, asked)).isEqualTo(i == 500 ? 2_560 : 1_280);
        }
    }

    /** A worker with room for 20 blocks of 32 tokens. */
    @Test
    void evictsTheOldestPromptFromItsEnd() {
        PrefixIndex index = new PrefixIndex(16 << 20, 640);
        PromptPrefix old = prompt(1, 320);
        PromptPrefix recent = prompt(2, 320);
        index.touch("a", old, QUARTER);
        index.touch("a", recent, QUARTER);
        index.touch("a", prompt(3, 96), QUARTER);
        assertThat(held(index, "a", old)).as("three blocks gave way").isEqualTo(7 * 128);
        assertThat(held(index, "a", recent)).isEqualTo(10 * 128);
        index.touch("a", prompt(1, 32), QUARTER);
        index.touch("a", prompt(4, 320), QUARTER);
        assertThat(held(index, "a", old))
                .as("only its beginning was used again")
                .isEqualTo(128);
        assertThat(index.tokens("a")).isEqualTo(640);
        assertThat(index.stats().evictions()).isEqualTo(13);
    }

    @Test
    void keepsTheBeginningOfAPromptThatIsLongerThanTheCache() {
        PrefixIndex index = new PrefixIndex(16 << 20, 320);
        index.touch("a", prompt(1, 3_200), QUARTER);
        assertThat(held(index, "a", prompt(1, 3_200))).isEqualTo(10 * 128);
    }

    @Test
    void evictsTheOldestOfAllWorkersWhenMemoryIsShort() {
        PrefixIndex index = new PrefixIndex(1, 0);
        index.touch("old", prompt(1, 1_600), QUARTER);
        for (int i = 0; i < 9; i++) {
            index.touch("busy", prompt(100 + i, 1_600), QUARTER);
        }
        assertThat(held(index, "old", prompt(1, 1_600))).isEqualTo(6_400);
        index.touch("busy", prompt(109, 1_600), QUARTER);
        index.touch("busy", prompt(110, 1_600), QUARTER);
        assertThat(held(index, "old", prompt(1, 1_600))).isLessThan(6_400);
        assertThat(held(index, "busy", prompt(110, 1_600))).isEqualTo(6_400);
    }

    @Test
    void forgetsAtOnceAndFreesBitByBit() {
        PrefixIndex index = unlimited();
        index.touch("a", prompt(1, 16_000), QUARTER);
        long before = index.stats().holdings();
        index.forget("a");
        assertThat(held(index, "a", prompt(1, 16_000))).isZero();
        assertThat(index.stats().holdings()).isLessThan(before).isPositive();
        for (int i = 0; i < 10; i++) {
            index.touch("b", prompt(2, 32), QUARTER);
        }
        assertThat(index.stats().holdings()).isOne();
        index.touch("a", prompt(1, 64), QUARTER);
        assertThat(held(index, "a", prompt(1, 16_000))).isEqualTo(256);
        assertThat(index.stats().evictions()).as("forgetting is not evicting").isZero();
    }
}
