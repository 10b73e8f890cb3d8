package io.serai.tokens.bpe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Each scanner against the regular expression that it stands for. */
class WordScannersTest {
    private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE;

    @Provide
    Arbitrary<String> texts() {
        return Texts.hard();
    }

    @Property(tries = 1500)
    void cutsAsItsExpressionDoes(@ForAll("texts") String text) {
        for (String pattern : WordScanners.patterns()) {
            WordScanner scanner = requireNonNull(WordScanners.of(pattern));
            assertThat(scanned(scanner, text)).as(pattern).isEqualTo(split(List.of(text), pattern));
        }
    }

    @Property(tries = 1500)
    void deepSeekCutsAsThreeSplitsDo(@ForAll("texts") String text) {
        List<String> pieces = List.of(text);
        for (String pattern : WordScanners.deepSeek()) {
            pieces = split(pieces, pattern);
        }
        WordScanner scanner = requireNonNull(WordScanners.of(WordScanners.deepSeek()));
        assertThat(scanned(scanner, text)).isEqualTo(pieces);
    }

    @Test
    void knowsNoOtherExpression() {
        assertThat(WordScanners.of("\\p{L}+")).isNull();
        assertThat(WordScanners.of(List.of("\\p{N}{1,3}", "\\p{L}+"))).isNull();
    }

    @Test
    void everyCharacterHasTheClassOfTheRegexEngine() {
        List<Pattern> classes = new ArrayList<>();
        for (String name : List.of(
                "[\\p{Lu}\\p{Lt}]",
                "\\p{Ll}",
                "[\\p{Lm}\\p{Lo}]",
                "\\p{M}",
                "\\p{N}",
                "[\\s&&[^\r\n]]",
                "[\r\n]",
                "[\\p{P}\\p{S}]")) {
            classes.add(Pattern.compile(name, FLAGS));
        }
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 7) {
            if (point >= 0xD800 && point <= 0xDFFF) {
                continue;
            }
            int expected = 0;
            for (int i = 0; i < classes.size(); i++) {
                expected |= classes.get(i).matcher(Character.toString(point)).matches() ? 1 << i : 0;
            }
            assertThat(CharClass.of(point)).as("U+%04X", point).isEqualTo(expected);
        }
    }

    private static List<String> scanned(WordScanner scanner, String text) {
        char[] chars = text.toCharArray();
        List<String> words = new ArrayList<>();
        for (int at = 0; at < chars.length; ) {
            int end = scanner.next(chars, at, chars.length);
            words.add(text.substring(at, end));
            at = end;
        }
        return words;
    }

    /** Matches and what lies between them. */
    private static List<String> split(List<String> pieces, String pattern) {
        Pattern compiled = Pattern.compile(pattern, FLAGS);
        List<String> words = new ArrayList<>();
        for (String piece : pieces) {
            int done = 0;
            Matcher matcher = compiled.matcher(piece);
            while (matcher.find()) {
                words.add(piece.substring(done, matcher.start()));
                words.add(matcher.group());
                done = matcher.end();
            }
            words.add(piece.substring(done));
        }
        words.removeIf(String::isEmpty);
        return words;
    }
}
