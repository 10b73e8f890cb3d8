package io.serai.gateway.config;

import io.serai.fleet.choice.Bound;
import io.serai.fleet.choice.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bands of complexity, or a bound on its score. */
record ComplexityType() implements Type<Condition> {
    private static final List<String> BANDS = List.of("easy", "medium", "hard");
    private static final OneOrMore<String> BAND = new OneOrMore<>(
            ScalarType.of("band", "easy, medium or hard", Map.of("enum", BANDS), text -> {
                String band = text.toLowerCase(Locale.ROOT);
                return BANDS.contains(band) ? band : null;
            }),
            "bands");
    private static final Type<Bound> SCORE = Types.bound(0, 1);

    @Override
    public @Nullable Condition read(Tree tree, String key, Reading in) {
        if (tree instanceof Tree.Scalar scalar
                && (scalar.text().startsWith("<") || scalar.text().startsWith(">"))) {
            Bound bound = SCORE.read(tree, key, in);
            return bound == null ? null : new Condition.ComplexityScore(bound);
        }
        List<String> bands = BAND.read(tree, key, in);
        return bands == null ? null : new Condition.Complexity(bands);
    }

    @Override
    public Object shown(Condition value) {
        return switch (value) {
            case Condition.Complexity(List<String> bands) -> bands;
            case Condition.ComplexityScore(Bound bound) -> bound;
            default -> value;
        };
    }

    @Override
    public String title() {
        return "bands, or bound";
    }

    @Override
    public String expected() {
        return BAND.expected() + "; or a bound on the score such as \">= 0.7\"";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(BAND.schema(), SCORE.schema()));
    }
}
