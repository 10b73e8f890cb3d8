package io.serai.tokens.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StopMatcherTest {
    static Stream<Arguments> pieces() {
        return Stream.of(
                // stop strings, text in pieces, pieces given out (the last at the end), stop string found
                Arguments.of(List.of("END"), "one|EN|D two", "one|||", "END"),
                Arguments.of(List.of("END"), "one|EN|JOY", "one||ENJOY|", null),
                Arguments.of(List.of("END"), "one|EN", "one||EN", null),
                Arguments.of(List.of("aab"), "aa|aa|b", "|aa||", "aab"),
                Arguments.of(List.of("b", "ab"), "xa|b", "x||", "ab"),
                Arguments.of(List.of("abcd", "bc"), "ab|ce", "|a|", "bc"),
                Arguments.of(List.of("abcd", "bc"), "ab|d", "|abd|", null),
                Arguments.of(List.of("\n\n", "\n"), "a\n|\n", "a||", "\n"),
                Arguments.of(List.of("😀!"), "a😀|?", "a|😀?|", null),
                Arguments.of(List.of("x", "x"), "ax", "a|", "x"),
                Arguments.of(List.of(), "a|b", "a|b|", null));
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void holdsBackWhatMayBecomeAStopAndNothingElse(
            List<String> stops, String text, String given, @Nullable String found) {
        StopMatcher matcher = new StopMatcher(StopStrings.of(stops), false);
        StringBuilder pieces = new StringBuilder();
        for (String piece : text.split("\\|", -1)) {
            matcher.push(piece, pieces);
            pieces.append('|');
        }
        matcher.end(pieces);
        assertThat(pieces).hasToString(given);
        assertThat(matcher.matched()).isEqualTo(found);
    }

    @Test
    void theStopIsGivenOutIfAsked() {
        StopMatcher matcher = new StopMatcher(StopStrings.of(List.of("END")), true);
        StringBuilder out = new StringBuilder();
        assertThat(matcher.push("one EN", out)).isFalse();
        assertThat(matcher.push("D two", out)).isTrue();
        assertThat(matcher.push("END", out)).isTrue();
        matcher.end(out);
        assertThat(out).hasToString("one END");
    }

    @Test
    void takesAPartOfAText() {
        StopMatcher matcher = new StopMatcher(StopStrings.of(List.of("END")), false);
        StringBuilder out = new StringBuilder();
        matcher.push("..oneEN..", 2, 7, out);
        matcher.push("ENDs", 2, 4, out);
        assertThat(out).hasToString("one");
        assertThat(matcher.matched()).isEqualTo("END");
    }

    @Test
    void refusesStopStringsThatCannotServe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopStrings.of(List.of("a", "")))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopStrings.of(List.of("a".repeat(40_000), "b".repeat(40_000))))
                .withMessageContaining("80000");
    }

    @Property
    void anyCutsGiveWhatTheWholeGives(
            @ForAll("stops") List<String> stops, @ForAll("texts") List<String> pieces, @ForAll boolean includeStop) {
        StopMatcher matcher = new StopMatcher(StopStrings.of(stops), includeStop);
        StringBuilder out = new StringBuilder();
        String read = "";
        for (String piece : pieces) {
            boolean open = matcher.matched() == null;
            matcher.push(piece, out);
            read += piece;
            if (open && matcher.matched() == null) {
                assertThat(out).hasToString(read.substring(0, read.length() - held(stops, read)));
            }
        }
        matcher.end(out);
        String text = String.join("", pieces);
        String stop = first(stops, text);
        assertThat(matcher.matched()).isEqualTo(stop.isEmpty() ? null : stop);
        int end = end(text, stop);
        assertThat(out).hasToString(text.substring(0, includeStop ? end : end - stop.length()));
    }

    /** The stop string that ends first, the longest of several, by trying each end. */
    private static String first(List<String> stops, String text) {
        for (int end = 0; end <= text.length(); end++) {
            String read = text.substring(0, end);
            String longest =
                    stops.stream().filter(read::endsWith).reduce("", (a, b) -> b.length() > a.length() ? b : a);
            if (!longest.isEmpty()) {
                return longest;
            }
        }
        return "";
    }

    private static int end(String text, String stop) {
        return stop.isEmpty() ? text.length() : text.indexOf(stop) + stop.length();
    }

    /** Length of the longest end of {@code read} that a stop string begins with. */
    private static int held(List<String> stops, String read) {
        for (int length = read.length(); length > 0; length--) {
            String end = read.substring(read.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return length;
            }
        }
        return 0;
    }

    @Provide
    Arbitrary<List<String>> stops() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(4).list().ofMaxSize(8);
    }
}
