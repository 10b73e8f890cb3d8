package io.serai.tokens.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StoppingStreamTest {
    private static final int END = 256;
    private static final Detokenizer BYTES = TextStreams.byteLevel(
            id -> id == END ? "<end>".getBytes(StandardCharsets.UTF_8) : new byte[] {(byte) id}, id -> id == END);
    private static final StopStrings NO_STRINGS = StopStrings.of(List.of());

    private final StringBuilder out = new StringBuilder();

    @Test
    void aStopTokenEndsTheText() {
        StoppingStream stream = stream(true, new StopConditions(NO_STRINGS, Set.of(END, 7), false, 0));
        push(stream, "hi");
        stream.push(END, out);
        push(stream, "more");
        stream.end(out);
        assertThat(out).hasToString("hi");
        assertThat(stream.finish()).isEqualTo(new Finish.StopToken(END));
        assertThat(stream.tokens()).isEqualTo(3);
        assertThat(stream.open()).isFalse();
    }

    @Test
    void theStopTokenIsShownIfAskedAndNotHiddenAsSpecial() {
        StopConditions shown = new StopConditions(NO_STRINGS, Set.of(END), true, 0);
        stream(false, shown).push(END, out);
        assertThat(out).hasToString("<end>");
        stream(true, shown).push(END, out);
        assertThat(out).hasToString("<end>");
    }

    @Test
    void aStopStringMayBeginInOneTokenAndEndInAnother() {
        StoppingStream stream = stream(true, strings(0, "stop"));
        push(stream, "no st");
        assertThat(out).hasToString("no ");
        push(stream, "opped");
        stream.end(out);
        assertThat(out).hasToString("no ");
        assertThat(stream.finish()).isEqualTo(new Finish.StopString("stop"));
        assertThat(stream.tokens()).isEqualTo(7);
    }

    @Test
    void withoutAStopTheHeldTextComesAtTheEnd() {
        StoppingStream stream = stream(true, strings(0, "stop"));
        push(stream, "st");
        stream.push(0xC3, out);
        assertThat(stream.open()).isTrue();
        assertThat(stream.finish()).isEqualTo(new Finish.Open());
        stream.end(out);
        assertThat(out).hasToString("st\uFFFD");
        assertThat(stream.finish()).isEqualTo(new Finish.Exhausted());
    }

    @Test
    void aStopTokenLetsHeldTextOut() {
        StoppingStream stream =
                stream(true, new StopConditions(StopStrings.of(List.of("stop")), Set.of(END), false, 0));
        push(stream, "sto");
        stream.push(END, out);
        assertThat(out).hasToString("sto");
        assertThat(stream.finish()).isEqualTo(new Finish.StopToken(END));
    }

    @Test
    void aStopStringThatOnlyTheEndCompletesStillStops() {
        StoppingStream stream = stream(true, strings(0, "a\uFFFD"));
        push(stream, "xa");
        stream.push(0xC3, out);
        stream.end(out);
        assertThat(out).hasToString("x");
        assertThat(stream.finish()).isEqualTo(new Finish.StopString("a\uFFFD"));
    }

    @Test
    void theFirstTokensDoNotStopIfSoMuchIsWanted() {
        StoppingStream stream = stream(true, new StopConditions(StopStrings.of(List.of("a")), Set.of(END), false, 3));
        push(stream, "aa");
        stream.push(END, out);
        push(stream, "ba");
        assertThat(out).hasToString("aab");
        assertThat(stream.finish()).isEqualTo(new Finish.StopString("a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopConditions(NO_STRINGS, Set.of(), false, -1))
                .withMessageContaining("-1");
    }

    private static StoppingStream stream(boolean skip, StopConditions stops) {
        return new StoppingStream(BYTES.stream(skip), stops);
    }

    private static StopConditions strings(int minTokens, String... stops) {
        return new StopConditions(StopStrings.of(List.of(stops)), Set.of(), false, minTokens);
    }

    private void push(StoppingStream stream, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            stream.push(b & 0xFF, out);
        }
    }
}
