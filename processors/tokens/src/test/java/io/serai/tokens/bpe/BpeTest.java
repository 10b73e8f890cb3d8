package io.serai.tokens.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merging, by scan, by heap, in parts and out of the cache, against the definition. */
class BpeTest {
    /** A vocabulary over a few letters, with random merges. */
    private static final class Toy {
        final Vocabulary.Builder words = Vocabulary.builder();
        final MergeList merges = new MergeList();
        final List<String> spellings = new ArrayList<>();
        final List<String[]> pairs = new ArrayList<>();
        final String letters;

        Toy(long seed, String letters, int count) {
            this.letters = letters;
            Random random = new Random(seed);
            Set<String> known = new HashSet<>();
            letters.codePoints().forEach(letter -> add(Character.toString(letter), known));
            for (int i = 0; i < count; i++) {
                String left = spellings.get(random.nextInt(spellings.size()));
                String right = spellings.get(random.nextInt(spellings.size()));
                if (left.length() + right.length() <= 9) {
                    add(left + right, known);
                    pairs.add(new String[] {left, right});
                    merges.add(left.toCharArray(), 0, left.length());
                    merges.add(right.toCharArray(), 0, right.length());
                }
            }
        }

        private void add(String spelling, Set<String> known) {
            if (known.add(spelling)) {
                words.add(spelling, spellings.size());
                spellings.add(spelling);
            }
        }

        String text(long seed, int length) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            return text.toString();
        }

        /** Merge by merge: the pair that stands last in the list of all such pairs gives its rank. */
        List<String> defined(String text) {
            List<String> parts = new ArrayList<>();
            text.codePoints().forEach(point -> parts.add(Character.toString(point)));
            while (true) {
                int best = Integer.MAX_VALUE;
                int at = -1;
                for (int i = 0; i + 1 < parts.size(); i++) {
                    int rank = rank(parts.get(i), parts.get(i + 1));
                    if (rank >= 0 && rank < best) {
                        best = rank;
                        at = i;
                    }
                }
                if (at < 0) {
                    return parts;
                }
                parts.set(at, parts.get(at) + parts.remove(at + 1));
            }
        }

        private int rank(String left, String right) {
            for (int i = pairs.size() - 1; i >= 0; i--) {
                if (pairs.get(i)[0].equals(left) && pairs.get(i)[1].equals(right)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private static List<String> encoded(Bpe bpe, String text, WordScanner cuts) {
        Ids ids = new Ids(4);
        char[] chars = text.toCharArray();
        Bpe.Work work = new Bpe.Work();
        for (int at = 0; at < chars.length; ) {
            int end = cuts.next(chars, at, chars.length);
            bpe.encode(chars, at, end, ids, work);
            at = end;
        }
        List<String> tokens = new ArrayList<>();
        for (int id : ids.toArray()) {
            tokens.add(bpe.vocabulary().token(id));
        }
        return tokens;
    }

    @Property(tries = 150)
    void mergesAsDefined(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int merges,
            @ForAll @IntRange(max = 300) int length) {
        Toy toy = new Toy(seed, "abc ", merges);
        BpeTables tables = BpeTables.of(toy.words.build(), toy.merges, BpeOptions.PLAIN);
        Bpe bpe = tables.overCharacters();
        String text = toy.text(seed + 1, length);
        List<String> expected = toy.defined(text);
        assertThat(encoded(bpe, text, (chars, from, to) -> to)).isEqualTo(expected);
        assertThat(encoded(bpe, text, (chars, from, to) -> to))
                .as("out of the cache")
                .isEqualTo(expected);
        assertThat(encoded(bpe, text, tables.cuts())).as("in parts").isEqualTo(expected);
    }

    @Property(tries = 60)
    void overBytesIsOverTheirSpelling(@ForAll long seed, @ForAll @IntRange(max = 120) int length) {
        Toy toy = new Toy(seed, "ab\u0120", 40);
        Bpe bpe = BpeTables.of(toy.words.build(), toy.merges, BpeOptions.PLAIN).overBytes();
        String spelled = toy.text(seed + 1, length);
        assertThat(encoded(bpe, spelled.replace('\u0120', ' '), (chars, from, to) -> to))
                .isEqualTo(toy.defined(spelled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "ba"})
    void aLongRunTakesNoTimeToSpeakOf(String bit) {
        Toy toy = new Toy(7, "ab", 50);
        Bpe bpe = BpeTables.of(toy.words.build(), toy.merges, BpeOptions.PLAIN).overBytes();
        String run = bit.repeat(200_000);
        // a scan of the whole run for each merge would take minutes
        assertThat(String.join("", encoded(bpe, run, (chars, from, to) -> to))).isEqualTo(run);
    }

    @Test
    void aWholeWordIsATokenOnlyIfMergesArriveThereOrAreIgnored() {
        var words = Vocabulary.builder();
        for (String word : List.of("a", "b", "c", "ab", "abc")) {
            words.add(word, words.count());
        }
        Vocabulary vocabulary = words.build();
        MergeList merges = new MergeList();
        merges.add(new char[] {'a'}, 0, 1);
        merges.add(new char[] {'b'}, 0, 1);
        var ignored = new BpeOptions("", false, false, true, "", "");
        WordScanner whole = (chars, from, to) -> to;
        Bpe merged = BpeTables.of(vocabulary, merges, BpeOptions.PLAIN).overCharacters();
        assertThat(encoded(merged, "abc", whole)).containsExactly("ab", "c");
        Bpe direct = BpeTables.of(vocabulary, merges, ignored).overCharacters();
        assertThat(encoded(direct, "abc", whole)).containsExactly("abc");
        assertThat(encoded(direct, "abca", whole)).containsExactly("ab", "c", "a");
    }

    @Test
    void ranksMergeTheLowestIdFirst() {
        var words = Vocabulary.builder();
        for (String word : List.of("a", "b", "c", "bc", "ab", "abc")) {
            words.add(word, words.count());
        }
        Bpe bpe = BpeTables.ofRanks(words.build(), BpeOptions.PLAIN).overBytes();
        assertThat(encoded(bpe, "abc", (chars, from, to) -> to)).containsExactly("abc");
        assertThat(encoded(bpe, "abab", (chars, from, to) -> to)).containsExactly("ab", "ab");
        assertThat(encoded(bpe, "aabcb", (chars, from, to) -> to)).containsExactly("a", "abc", "b");
    }

    @Test
    void aMergeOfWhatIsNoTokenIsRefused() {
        var words = Vocabulary.builder();
        words.add("a", 0);
        MergeList merges = new MergeList();
        merges.add(new char[] {'a'}, 0, 1);
        merges.add(new char[] {'a'}, 0, 1);
        assertThatThrownBy(() -> BpeTables.of(words.build(), merges, BpeOptions.PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("merge 0")
                .hasMessageContaining("\"aa\"");
    }
}
