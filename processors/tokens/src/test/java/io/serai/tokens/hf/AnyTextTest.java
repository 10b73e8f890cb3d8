package io.serai.tokens.hf;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Encoding;
import io.serai.tokens.bpe.Ids;
import io.serai.tokens.bpe.Texts;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every text. */
class AnyTextTest {
    private static final List<PipelineTokenizer> ALL = Stream.of(
                    "gpt-2",
                    "gpt-2 with a space before, places trimmed",
                    "nfc before bytes",
                    "nfkd, lower case, no accents",
                    "llama-2",
                    "gemma",
                    "metaspace first",
                    "unknown characters dropped",
                    "added tokens in raw text",
                    "added tokens in normalized text",
                    "added tokens of both kinds")
            .map(Pipelines::named)
            .toList();
    private static final PipelineTokenizer BYTES = Pipelines.named("gpt-2");
    private static final PipelineTokenizer GEMMA = Pipelines.named("gemma");

    @Provide
    Arbitrary<String> texts() {
        return Texts.hard();
    }

    @Property(tries = 150)
    void anyUtf16IsEncodedAndHasPlaces(@ForAll String text) {
        for (PipelineTokenizer tokenizer : ALL) {
            Encoding encoding = tokenizer.encodeWithOffsets(text, true);
            assertThat(encoding.ids()).isEqualTo(tokenizer.encode(text, true));
            for (int i = 0; i < encoding.length(); i++) {
                assertThat(encoding.starts()[i]).isBetween(0, encoding.ends()[i]);
                assertThat(encoding.ends()[i]).isLessThanOrEqualTo(text.length());
            }
        }
    }

    @Property(tries = 400)
    void textComesBack(@ForAll("texts") String text) {
        assertThat(BYTES.decode(BYTES.encode(text, false), false)).isEqualTo(text);
        assertThat(GEMMA.decode(GEMMA.encode(text, false), false)).isEqualTo(text.replace('\u2581', ' '));
    }

    @Property(tries = 150)
    void aLoneSurrogateIsReadAsAReplacement(@ForAll("texts") String before, @ForAll("texts") String after) {
        for (String lone : List.of("\ud83d", "\ude00", "\ude00\ud83d")) {
            String text = before + lone + "x" + after;
            String read = before + "\ufffd".repeat(lone.length()) + "x" + after;
            assertThat(BYTES.encode(text, false)).isEqualTo(BYTES.encode(read, false));
        }
    }

    @Property(tries = 60)
    void textMayBeCutAtEveryBoundary(@ForAll("texts") String text) {
        String marked = text + "<|end|>" + text + " hello<a><b> 12" + text + "<s>";
        for (PipelineTokenizer tokenizer : ALL) {
            Ids ids = new Ids(16);
            for (int at = 0; at >= 0 && at < marked.length(); ) {
                int next = tokenizer.nextBoundary(marked, at);
                assertThat(next)
                        .satisfiesAnyOf(
                                n -> assertThat(n).isEqualTo(-1),
                                n -> assertThat(n).isPositive());
                int to = next < 0 ? marked.length() : next;
                for (int id : tokenizer.encodeBetween(marked, at, to)) {
                    ids.add(id);
                }
                at = to;
            }
            assertThat(ids.toArray()).isEqualTo(tokenizer.encode(marked, false));
        }
    }

    @Property(tries = 300)
    void unicodeFormsAreThoseOfTheJdk(@ForAll("texts") String text) {
        for (Form form : Form.values()) {
            AlignedText normalized = UnicodeForm.of(form).normalize(AlignedText.of(text));
            assertThat(normalized.toString()).isEqualTo(java.text.Normalizer.normalize(text, form));
        }
    }

    @Property(tries = 20)
    void longRunsOfMarksAreNormalizedToo(@ForAll("texts") String text) {
        String run = text + "\u0301\u0323\u0345\u0338".repeat(50) + text;
        String expected = java.text.Normalizer.normalize(run, Form.NFC);
        assertThat(UnicodeForm.of(Form.NFC).normalize(AlignedText.of(run)).toString())
                .isEqualTo(expected);
    }
}
