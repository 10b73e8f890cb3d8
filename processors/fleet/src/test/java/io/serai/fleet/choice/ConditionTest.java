package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.choice.Condition.Complexity;
import io.serai.fleet.choice.Condition.ComplexityScore;
import io.serai.fleet.choice.Condition.Has;
import io.serai.fleet.choice.Condition.HeaderFields;
import io.serai.fleet.choice.Condition.Intent;
import io.serai.fleet.choice.Condition.IntentScore;
import io.serai.fleet.choice.Condition.Language;
import io.serai.fleet.choice.Condition.Pii;
import io.serai.fleet.choice.Condition.PromptTokens;
import io.serai.fleet.choice.Condition.Tenants;
import io.serai.fleet.choice.Condition.Trait;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    /** A condition with a call that it holds for, and one that it does not hold for. */
    record Case(String name, Condition condition, Asked holds, Asked fails) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                of(
                        "intent",
                        new Intent(List.of("math", "physics")),
                        asked().intent("physics", 0.5),
                        asked().intent("law", 0.9)),
                of("no intent", new Intent(List.of("math")), asked().intent("math", 0), asked()),
                of(
                        "intent score",
                        new IntentScore(bound(">= 0.6")),
                        asked().intent("law", 0.6),
                        asked().intent("law", 0.59)),
                of(
                        "band",
                        new Complexity(List.of("hard")),
                        asked().complexity(0.2, "hard"),
                        asked().complexity(0.9, "easy")),
                of(
                        "score",
                        new ComplexityScore(bound("> 0.7")),
                        asked().complexity(0.71, "x"),
                        asked().complexity(0.7, "x")),
                of("no score", new ComplexityScore(bound("< 0.7")), asked().complexity(0, "x"), asked()),
                of("pii", new Pii(List.of("US_SSN", "IBAN")), asked().pii("IBAN"), asked().pii("EMAIL_ADDRESS")),
                of("any pii", new Pii(List.of()), asked().pii("EMAIL_ADDRESS"), asked()),
                of("length", new PromptTokens(bound(">= 2000")), asked().tokens(2000, 1), asked().tokens(1999, 9000)),
                of("short", new PromptTokens(bound("<= 10")), asked().tokens(10, 1), asked().tokens(11, 1)),
                of("language", new Language(List.of("de", "fr")), asked().language("fr"), asked().language("en")),
                of("no language", new Language(List.of("de")), asked().language("de"), asked()),
                of("tools", new Has(Trait.TOOLS, true), asked().withTools(), asked().withImages()),
                of("no images", new Has(Trait.IMAGES, false), asked().withTools(), asked().withImages()),
                of("stream", new Has(Trait.STREAM, true), asked().streamed(), asked()),
                of("tenant", new Tenants(List.of("a", "b")), asked().tenant("b"), asked().tenant("c")),
                of("no tenant", new Tenants(List.of("a")), asked().tenant("a"), asked()),
                of(
                        "headers",
                        new HeaderFields(Map.of("x-tier", List.of("gold", "silver"))),
                        asked().headers("X-Tier", " Gold"),
                        asked().headers("x-tier", "golden")),
                of(
                        "all headers",
                        new HeaderFields(Map.of("a", List.of("1"), "b", List.of("2"))),
                        asked().headers("a", "1", "b", "2"),
                        asked().headers("a", "1")));
    }

    private static Case of(String name, Condition condition, Asked holds, Asked fails) {
        return new Case(name, condition, holds, fails);
    }

    private static Asked asked() {
        return new Asked();
    }

    private static Bound bound(String text) {
        return Bound.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsForOneAndNotForTheOther(Case c) {
        assertThat(c.condition.test(c.holds).holds()).isTrue();
        assertThat(c.condition.test(c.fails).holds()).isFalse();
    }

    /** Header values are the client's; reasons are shown to others. */
    @ParameterizedTest
    @MethodSource("cases")
    void saysWhyWithoutValuesOfTheRequest(Case c) {
        assertThat(c.condition.test(c.holds).why()).isNotBlank();
        assertThat(c.condition.test(c.fails).why()).isNotBlank().doesNotContain("golden");
    }
}
