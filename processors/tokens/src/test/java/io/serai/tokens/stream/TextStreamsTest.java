package io.serai.tokens.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextStreamsTest {
    private static final byte[][] SPECIAL_AND_EMPTY = {bytes("<end>"), new byte[0]};
    private static final int END = 256;
    private static final int UNKNOWN = 257;

    /** Ids 0 to 255 are bytes. */
    private static final Detokenizer BYTES = TextStreams.byteLevel(TextStreamsTest::byteOf, id -> id == END);

    private static final Detokenizer FALLBACK =
            TextStreams.byteFallback(TextStreamsTest::byteOf, id -> id < END, id -> id == END, LeadingSpace.KEPT);

    private static final List<String> PIECES =
            List.of("[CLS]", "play", "##ing", ".", "don", "'", "t", "n't", "'s", "##", "a . b", "'ve", ".5", "'x");

    private static final Detokenizer WORDS =
            TextStreams.wordPiece(id -> id < PIECES.size() ? PIECES.get(id) : null, id -> id == 0, "##", true);

    @ParameterizedTest
    @CsvSource({
        "C3 A9, |é|",
        "F0 9F 98 80, |||😀|",
        "F0 9F 41, ||\uFFFDA|",
        "E4 BD, ||\uFFFD",
        "80, \uFFFD|",
        "C0 AF, \uFFFD|\uFFFD|",
        "E0 80 41, |\uFFFD\uFFFD|A|",
        "ED A0 80, ||\uFFFD\uFFFD\uFFFD|",
        "ED A0, ||\uFFFD\uFFFD",
        "ED 9F BF, ||\uD7FF|",
        "F4 90 41, |\uFFFD\uFFFD|A|",
        "F5 FF, \uFFFD|\uFFFD|",
        "E4 E4 BD A0, |\uFFFD||你|",
    })
    void heldBytesBecomeACharacterOrOneReplacement(String hex, String pieces) {
        assertThat(SpelledVocabulary.pieces(BYTES.stream(false), ids(hex))).containsExactly(pieces.split("\\|", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "F0 9F 41, ||\uFFFDA|",
        "E4 BD, ||\uFFFD\uFFFD",
        "ED A0, ||\uFFFD\uFFFD",
        "E4 BD 100, ||\uFFFD\uFFFD<end>|",
        "E4 BD 101 A0, |||你|",
        "E4 BD A0 E4, ||你||\uFFFD"
    })
    void byteFallbackEndsARunWithEachByte(String hex, String pieces) {
        assertThat(SpelledVocabulary.pieces(FALLBACK.stream(false), ids(hex))).containsExactly(pieces.split("\\|", -1));
    }

    @Test
    void byteFallbackJudgesARunOfBytesAsOne() {
        assertThat(FALLBACK.decode(ids("E4 BD A0 E4"), false)).isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD");
        assertThat(FALLBACK.decode(new int[] {0xE4, 0xBD, 0xA0, END, 0xE4}, false))
                .isEqualTo("你<end>\uFFFD");
        assertThat(FALLBACK.decode(new int[] {0xE4, 0xBD, END, 0xA0, UNKNOWN}, true))
                .isEqualTo("你");
    }

    @Test
    void specialTokensAreShownOrLeftOut() {
        int[] ids = {'a', END, UNKNOWN, 'b'};
        assertThat(BYTES.decode(ids, false)).isEqualTo("a<end>b");
        assertThat(BYTES.decode(ids, true)).isEqualTo("ab");
    }

    @Test
    void aSkippedTokenDoesNotCutACharacter() {
        assertThat(BYTES.decode(new int[] {0xC3, END, 0xA9}, true)).isEqualTo("é");
        assertThat(BYTES.decode(new int[] {0xC3, END, 0xA9}, false)).isEqualTo("\uFFFD<end>\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({"KEPT, '   a b'", "ONE_OFF_TEXT, '  a b'", "ALL_OFF_FIRST_TOKEN, ' a b'"})
    void spacesAtTheStartGoAsTheVocabularyHasIt(LeadingSpace leadingSpace, String text) {
        byte[][] tokens = {bytes("<s>"), bytes("  "), bytes(" a"), bytes(" b"), new byte[0], bytes(" c d")};
        Detokenizer detokenizer = TextStreams.byteFallback(id -> tokens[id], id -> false, id -> id == 0, leadingSpace);
        int[] ids = {0, 4, 1, 2, 3};
        assertThat(detokenizer.decode(ids, true)).isEqualTo(text);
        assertThat(String.join("", SpelledVocabulary.pieces(detokenizer.stream(true), ids)))
                .isEqualTo(text);
        assertThat(detokenizer.decode(ids, false)).isEqualTo("<s>   a b");
        assertThat(detokenizer.decode(new int[] {0, 0}, true)).isEmpty();
        String within = leadingSpace == LeadingSpace.ALL_OFF_FIRST_TOKEN ? "cd c d" : " c d c d";
        assertThat(detokenizer.decode(new int[] {5, 5}, true))
                .isEqualTo(leadingSpace == LeadingSpace.ONE_OFF_TEXT ? "c d c d" : within);
    }

    @ParameterizedTest
    @CsvSource({
        "'0 1 2 3', '[CLS] playing.'",
        "'1 2 3', 'playing.'",
        "'9 1 9', '## play'",
        "'2 1', '##ing play'",
        "'4 5 6', 'don '' t'",
        "'4 7', 'donn''t'",
        "'1 8 11 12 13', 'play''s''ve.5 ''x'",
        "'1 10', 'play a. b'",
        "'1 99 3', 'play.'"
    })
    void wordPiecesAreJoined(String ids, String text) {
        int[] parsed = Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(WORDS.decode(parsed, false)).isEqualTo(text);
    }

    @Test
    void withoutContinuationsEachTokenIsAWord() {
        Detokenizer spaced = TextStreams.wordPiece(PIECES::get, id -> false, "", false);
        assertThat(spaced.decode(new int[] {1, 2, 3}, true)).isEqualTo("play ##ing .");
    }

    @Test
    void theSpaceAfterAWordComesWithTheNextToken() {
        List<String> pieces = List.of("sun", "ny</w>", "day</w>", "<end>");
        Detokenizer detokenizer = TextStreams.wordEnds(id -> id < 4 ? pieces.get(id) : null, id -> id == 3, "</w>");
        int[] ids = {0, 1, 9, 2, 3};
        assertThat(SpelledVocabulary.pieces(detokenizer.stream(true), ids))
                .containsExactly("sun", "ny", "", " day", "", "");
        assertThat(detokenizer.decode(ids, false)).isEqualTo("sunny day <end>");
    }

    @Test
    void theFirstShownWordPieceHasNoSpaceBefore() {
        assertThat(WORDS.decode(new int[] {0, 1, 0, 4}, true)).isEqualTo("play don");
    }

    /** The JDK's decoder, too, gives one U+FFFD for each maximal part of a character, but takes surrogates for one. */
    @Property
    void decodesAsTheJdkDoes(@ForAll("nearlyUtf8") byte[] text) {
        Assume.that(!HexFormat.of().formatHex(text).matches("(..)*ed[ab].*"));
        int[] ids = new int[text.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = text[i] & 0xFF;
        }
        assertThat(BYTES.decode(ids, false)).isEqualTo(new String(text, StandardCharsets.UTF_8));
        assertThat(FALLBACK.decode(ids, false)).isEqualTo(wholeOrNothing(text));
    }

    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        Arbitrary<byte[]> good = Arbitraries.strings().ofMaxLength(3).map(s -> s.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> bad = Arbitraries.bytes().array(byte[].class).ofMaxSize(3);
        return Arbitraries.oneOf(good, bad).list().ofMaxSize(6).map(TextStreamsTest::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static String wholeOrNothing(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            return "\uFFFD".repeat(text.length);
        }
    }

    private static byte[] byteOf(int id) {
        return id < END ? new byte[] {(byte) id} : SPECIAL_AND_EMPTY[id - END];
    }

    private static int[] ids(String hex) {
        return Arrays.stream(hex.split(" "))
                .mapToInt(h -> Integer.parseInt(h, 16))
                .toArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
