package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedTest {
    private static final int CONVERSATIONS = 20_000;

    private final Weighted canary = new Weighted(weights());

    private static Map<String, Double> weights() {
        var weights = new LinkedHashMap<String, Double>();
        weights.put("large", 95.0);
        weights.put("canary", 5.0);
        return weights;
    }

    private String drawn(Weighted from, int conversation, Served served) {
        return Objects.requireNonNull(from.pick(new Asked().conversation("chat " + conversation), served)
                .model());
    }

    @Test
    void eachModelGetsItsShare() {
        var served = new Served().ready("large", "canary");

        long small = IntStream.range(0, CONVERSATIONS)
                .filter(i -> drawn(canary, i, served).equals("canary"))
                .count();

        // Four standard deviations of a fair draw.
        assertThat(small / (double) CONVERSATIONS).isCloseTo(0.05, within(0.0062));
    }

    @Test
    void aConversationKeepsItsModel() {
        var served = new Served().ready("large", "canary");
        for (int i = 0; i < 100; i++) {
            assertThat(drawn(canary, i, served)).isEqualTo(drawn(canary, i, served));
        }
    }

    @Test
    void onlyTheConversationsOfAModelThatIsGoneMove() {
        var three = new Weighted(Map.of("a", 1.0, "b", 1.0, "c", 1.0));
        var all = new Served().ready("a", "b", "c");
        var without = new Served().ready("a", "b");
        for (int i = 0; i < 500; i++) {
            String before = drawn(three, i, all);
            String after = drawn(three, i, without);
            assertThat(after).isNotEqualTo("c");
            if (!before.equals("c")) {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Test
    void nobodyIsChosenWhereNobodyIsReady() {
        Pick pick = canary.pick(new Asked(), new Served());

        assertThat(pick.model()).isNull();
        assertThat(pick.candidates()).extracting(ModelCandidate::ready).containsExactly(false, false);
    }

    @Test
    void weightsAreAboveZero() {
        for (var bad :
                List.of(Map.<String, Double>of(), Map.of("a", 0.0), Map.of("a", -1.0), Map.of("a", Double.NaN))) {
            assertThatThrownBy(() -> new Weighted(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
