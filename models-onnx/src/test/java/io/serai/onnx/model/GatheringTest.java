package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions from outputs that are written down here. */
class GatheringTest {
    private static final List<String> TAGS = List.of("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE");
    private static final float SURE = 10;

    /** A text of {@code tokens} words, word {@code i} from {@code 3 * i} to {@code 3 * i + 2}. */
    private static EncodedText text(int tokens, int room, int overlap) {
        int[] first = IntStream.range(0, tokens).toArray();
        var words = new Words(
                first,
                IntStream.of(first).map(i -> 3 * i).toArray(),
                IntStream.of(first).map(i -> 3 * i + 2).toArray());
        return new EncodedText(
                new int[tokens],
                new byte[tokens],
                words,
                Windows.of(tokens, words, room, overlap),
                new EncodedText.Frame(1, 2, 0),
                true);
    }

    private static Signal signal(Head head, EncodedText text, float[]... rows) throws ModelException {
        Gathering gathering = Gathering.start(head).of(text);
        for (int window = 0; window < rows.length; window++) {
            gathering.add(window, FloatBuffer.wrap(rows[window]), 0);
        }
        return gathering.signal("m@1");
    }

    private static Signal.Label label(@Nullable String outOfScope, double threshold, float... logits)
            throws ModelException {
        var head = new Head.Labels("intent", "out", List.of("a", "b", "other"), threshold, outOfScope);
        return (Signal.Label) signal(head, text(1, 8, 2), logits);
    }

    @Test
    void theBestLabelInScopeIsTaken() throws ModelException {
        Signal.Label sure = label("other", 0.4, 1, 3, 2);
        assertThat(sure.label()).isEqualTo("b");
        assertThat(sure.score()).isCloseTo(0.66524, within(1e-5));
        assertThat(sure.scores()).containsOnlyKeys("a", "b", "other");
        assertThat(sure.scores().get("other")).isCloseTo(0.24473, within(1e-5));
        assertThat(sure.model()).isEqualTo("m@1");
    }

    @Test
    void outOfScopeIsWhatNoLabelIsSureOf() throws ModelException {
        Signal.Label unsure = label("other", 0.7, 1, 3, 2);
        assertThat(unsure.label()).isEqualTo("other");
        assertThat(unsure.score()).isCloseTo(0.66524, within(1e-5));
        Signal.Label beaten = label("other", 0, 1, 2, 3);
        assertThat(beaten.label()).isEqualTo("other");
        assertThat(beaten.score()).isCloseTo(0.24473, within(1e-5));
        assertThat(label(null, 0.99, 1, 2, 3).label()).isEqualTo("other");
        assertThat(label("none of these", 0.9, 1, 2, 3).label()).isEqualTo("none of these");
    }

    @Test
    void rowsCountByTheirTokens() throws ModelException {
        var head = new Head.Score("complexity", "out", List.of(new Head.Band("easy", 0.5), new Head.Band("hard", 2)));
        // 3 tokens in rows of 2 that share none: the last one is right-aligned, so both weigh the same
        var even = (Signal.Degree) signal(head, text(3, 2, 0), new float[] {0}, new float[] {4});
        assertThat(even.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
        assertThat(even.band()).isEqualTo("hard");
        var low = (Signal.Degree) signal(head, text(1, 2, 0), new float[] {-100});
        assertThat(low.band()).isEqualTo("easy");
        assertThat(low.score()).isBetween(0.0, 1e-9);
    }

    @Test
    void vectorsAreNormalizedAgain() throws ModelException {
        var vector = (Signal.Vector)
                signal(new Head.Vector("embedding", "out", 2), text(4, 2, 0), new float[] {1, 0}, new float[] {0, 1});
        assertThat(vector.values()).containsExactly(new float[] {0.70710677f, 0.70710677f}, within(1e-6f));
    }

    /** Logits of a row: {@code tags} between the two tokens around the text. */
    private static float[] tagged(int... tags) {
        float[] logits = new float[(tags.length + 2) * TAGS.size()];
        for (int i = 0; i < tags.length; i++) {
            logits[(i + 1) * TAGS.size() + tags[i]] = SURE;
        }
        return logits;
    }

    private static List<PiiSpan> spans(Map<String, Double> least, EncodedText text, float[]... rows)
            throws ModelException {
        return ((Signal.Spans) signal(new Head.Tokens("pii", "out", TAGS, least), text, rows)).spans();
    }

    private static List<PiiSpan> spans(int... tags) throws ModelException {
        return spans(Map.of(), text(tags.length, 30, 2), tagged(tags));
    }

    @Test
    void tagsBecomeSpans() throws ModelException {
        assertThat(spans(0, 1, 2, 2, 0, 3))
                .extracting(PiiSpan::type, PiiSpan::start, PiiSpan::end)
                .containsExactly(tuple("PERSON", 3, 11), tuple("PLACE", 15, 17));
        assertThat(spans(1, 1)).extracting(PiiSpan::start).containsExactly(0, 3);
        assertThat(spans(2, 2)).extracting(PiiSpan::end).containsExactly(5);
        assertThat(spans(1, 4)).extracting(PiiSpan::type).containsExactly("PERSON", "PLACE");
        assertThat(spans(2, 0, 2)).extracting(PiiSpan::start).containsExactly(0, 6);
        assertThat(spans(0, 0)).isEmpty();
    }

    @Test
    void aSpanScoresAsItsTypeWhicheverTag() throws ModelException {
        float[] torn = new float[3 * TAGS.size()];
        torn[TAGS.size() + 1] = SURE;
        torn[TAGS.size() + 2] = SURE;
        List<PiiSpan> spans = spans(Map.of(), text(1, 30, 2), torn);
        assertThat(spans)
                .singleElement()
                .satisfies(span -> assertThat(span.score()).isCloseTo(1, within(1e-3)));
        assertThat(spans(Map.of("PERSON", 0.9), text(1, 30, 2), torn)).hasSize(1);
        assertThat(spans(Map.of("PERSON", 1.1), text(1, 30, 2), torn)).isEmpty();
    }

    @Test
    void aSpanMayCrossRows() throws ModelException {
        // rows of 4 that share 2: tokens 0-3, 2-5; token 2 belongs to the first row, 3 to the second
        List<PiiSpan> spans = spans(Map.of(), text(6, 4, 2), tagged(0, 1, 2, 3), tagged(3, 2, 2, 0));
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.start()).isEqualTo(3);
            assertThat(span.end()).isEqualTo(14);
        });
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> label(null, 0, 1, Float.NaN, 2))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("intent gave NaN");
        float[] broken = tagged(1);
        broken[TAGS.size()] = Float.NaN;
        assertThatThrownBy(() -> spans(Map.of(), text(1, 30, 2), broken)).isInstanceOf(ModelException.class);
    }
}
