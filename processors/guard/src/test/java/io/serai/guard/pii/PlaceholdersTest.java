package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PlaceholdersTest {
    private static final String PLACEHOLDER = "<A_123456>";

    /** Character by character: who has it, if it is in no placeholder. */
    @Property(tries = 500)
    void nothingElseOfASpanIsLost(
            @ForAll @Size(max = 8) List<Boolean> placeholders,
            @ForAll @Size(max = 6) List<@IntRange(max = 12) Integer> gaps,
            @ForAll @Size(min = 6, max = 6) List<@IntRange(min = 1, max = 25) Integer> lengths) {
        var text = new StringBuilder();
        for (boolean placeholder : placeholders) {
            text.append(placeholder ? PLACEHOLDER : "<A b>");
        }
        int[] expected = new int[text.length()];
        var spans = new ArrayList<PiiSpan>();
        int at = 0;
        for (int i = 0; i < gaps.size(); i++) {
            int start = at + gaps.get(i);
            at = Math.min(text.length(), start + lengths.get(i));
            if (start < at) {
                spans.add(new PiiSpan("T" + (i + 1), start, at, 0.9, "model:test"));
                Arrays.fill(expected, start, at, i + 1);
            }
        }
        for (int i = text.indexOf(PLACEHOLDER); i >= 0; i = text.indexOf(PLACEHOLDER, i + 1)) {
            Arrays.fill(expected, i, i + PLACEHOLDER.length(), 0);
        }
        int[] seen = new int[text.length()];
        for (PiiSpan span : Placeholders.outside(text.toString(), spans)) {
            Arrays.fill(
                    seen, span.start(), span.end(), Integer.parseInt(span.type().substring(1)));
        }
        assertThat(seen).isEqualTo(expected);
    }
}
