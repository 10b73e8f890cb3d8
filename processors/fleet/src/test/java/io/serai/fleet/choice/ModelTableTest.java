package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTableTest {
    private static final ModelRule SECRETS =
            new ModelRule("secrets", List.of(new Condition.Pii(List.of("US_SSN"))), new Weighted(Map.of("local", 1.0)));
    private static final ModelRule HARD = new ModelRule(
            "hard",
            List.of(new Condition.Complexity(List.of("hard"))),
            new Weighted(weights("large", 95.0, "canary", 5.0)));
    private static final ModelRule GERMAN = new ModelRule(
            "german questions with tools",
            List.of(new Condition.Has(Condition.Trait.TOOLS, true), new Condition.Language(List.of("de"))),
            new Weighted(Map.of("german", 1.0)));
    private static final ModelTable TABLE = new ModelTable("auto", List.of(SECRETS, HARD, GERMAN), "small");

    private static Map<String, Double> weights(String one, double first, String other, double second) {
        var weights = new LinkedHashMap<String, Double>();
        weights.put(one, first);
        weights.put(other, second);
        return weights;
    }

    private final Served all = new Served().ready("local", "large", "canary", "german", "small");

    @Test
    void theFirstRuleThatAppliesDecides() {
        var decision = TABLE.choose(new Asked().pii("US_SSN").complexity(0.9, "hard"), all)
                .decision();

        assertThat(decision.model()).isEqualTo("local");
        assertThat(decision.rule()).isEqualTo("secrets");
        assertThat(decision.requested()).isEqualTo("auto");
        assertThat(decision.reasons()).contains("rule 'secrets' applies: found US_SSN");
    }

    @Test
    void allConditionsOfARuleMustHold() {
        assertThat(TABLE.choose(new Asked().withTools().language("de"), all)
                        .decision()
                        .model())
                .isEqualTo("german");
        assertThat(TABLE.choose(new Asked().language("de"), all).decision().model())
                .isEqualTo("small");
        assertThat(TABLE.choose(new Asked().withTools().language("fr"), all)
                        .decision()
                        .model())
                .isEqualTo("small");
    }

    @Test
    void whereNoneAppliesTheOtherwiseIsChosenAndEveryRuleSaysWhyNot() {
        var choice = TABLE.choose(new Asked().complexity(0.1, "easy"), all);

        assertThat(choice.decision().model()).isEqualTo("small");
        assertThat(choice.decision().rule()).isEqualTo("otherwise");
        assertThat(choice.candidates()).isEmpty();
        assertThat(choice.decision().reasons())
                .contains(
                        "rule 'secrets' does not apply: found no US_SSN",
                        "rule 'hard' does not apply: complexity is easy (0.1)",
                        "rule 'german questions with tools' does not apply: has no tools");
    }

    @Test
    void aMissingSignalIsSaid() {
        assertThat(TABLE.choose(new Asked(), all).decision().reasons())
                .contains("rule 'hard' does not apply: there is no complexity signal");
    }

    @Test
    void theLanguageIsOnlyLookedAtWhereTheConditionsBeforeItHold() {
        var without = new Asked().language("de");
        var with = new Asked().withTools().language("de");

        TABLE.choose(without, all);
        TABLE.choose(with, all);

        assertThat(without.languageAsked).isZero();
        assertThat(with.languageAsked).isEqualTo(1);
    }

    @Test
    void aRuleWhoseModelsNobodyServesIsPassedOver() {
        var decision = TABLE.choose(
                        new Asked().pii("US_SSN").complexity(0.9, "hard"), new Served().ready("canary", "small"))
                .decision();

        assertThat(decision.model()).isEqualTo("canary");
        assertThat(decision.rule()).isEqualTo("hard");
        assertThat(decision.reasons())
                .contains(
                        "local: no worker is ready",
                        "rule 'secrets' is passed over: no worker of its models is ready",
                        "large: no worker is ready");
    }

    /** Dispatch then answers as it does for any model without workers. */
    @Test
    void thereIsADecisionEvenIfNobodyServesAnything() {
        var decision = TABLE.choose(new Asked(), new Served()).decision();

        assertThat(decision.model()).isEqualTo("small");
        assertThat(decision.reasons()).contains("small: no worker is ready");
    }

    @Test
    void aTableAsksForTheSignalsOfItsRulesOnly() {
        assertThat(TABLE.heads()).containsExactly("complexity");
        assertThat(new ModelTable("auto", List.of(SECRETS, GERMAN), "small").heads())
                .isEmpty();
        var best = new ModelRule("b", List.of(), new BestOf(List.of("a", "b"), new BestOf.Weights(1, 0, 0)));
        var cheapest = new ModelRule("c", List.of(), new BestOf(List.of("a", "b"), new BestOf.Weights(0, 1, 0)));
        assertThat(new ModelTable("auto", List.of(best), "small").heads()).containsExactly("complexity");
        assertThat(new ModelTable("auto", List.of(cheapest), "small").heads()).isEmpty();
    }
}
