package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What policies and rules ask of models that these cannot say. */
class LabelChecksTest {
    private static final Labels KNOWN = new Labels(Map.of(
            "pii", Set.of("PERSON", "PLACE"), "intent", Set.of("math", "other"), "complexity", Set.of("easy", "hard")));
    private static final Labels UNKNOWN = new Labels(Map.of());
    private static final Labels WITHOUT =
            new Labels(Map.of("pii", Set.of(), "intent", Set.of(), "complexity", Set.of()));

    /** By head; a head that is not there is not known. */
    private record Labels(Map<String, Set<String>> byHead) implements ModelLabels {
        @Override
        public Optional<Set<String>> live(String head) {
            return Optional.ofNullable(byHead.get(head));
        }

        @Override
        public Optional<Set<String>> possible(String head) {
            return live(head);
        }
    }

    private static List<String> problems(String yaml, ModelLabels labels) throws ConfigException {
        Loaded loaded = ConfigFiles.load(yaml);
        try {
            LabelChecks.check(loaded, labels);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static String rule(String when) {
        return "routing: {auto: {rules: [{name: r, when: {%s}, use: {small: 1}}], otherwise: small}}\n".formatted(when);
    }

    @Test
    void typesAreThoseOfRulesAndOfTheModel() throws ConfigException {
        String policy = "pii: {policies: [{types: [%s, US_SSN], actions: {%s: block}}]}\n";

        assertThat(problems(policy.formatted("PERSON", "PLACE"), KNOWN)).isEmpty();
        String slip = policy.formatted("PERSN", "CREDIT_CRAD");
        assertThat(problems(slip, KNOWN))
                .containsExactly(
                        ConfigFiles.place(slip, "[PERSN")
                                + "pii.policies[0].types: PERSN is found by no rule, and the head pii has PERSON,"
                                + " PLACE; did you mean PERSON?",
                        ConfigFiles.place(slip, "{CREDIT")
                                + "pii.policies[0].actions: CREDIT_CRAD is found by no rule, and the head pii has"
                                + " PERSON, PLACE; did you mean CREDIT_CARD?");
        assertThat(problems(policy.formatted("PERSON", "CREDIT_CARD"), WITHOUT))
                .singleElement()
                .asString()
                .contains("PERSON is found by no rule, and no classifier has the head pii");
        assertThat(problems(policy.formatted("PERSN", "CREDIT_CRAD"), UNKNOWN))
                .as("a model that has still to come may find them")
                .isEmpty();
    }

    @Test
    void aRuleAsksForLabelsOfTheModel() throws ConfigException {
        assertThat(problems(rule("intent: [math, other], complexity: hard"), KNOWN))
                .isEmpty();
        String refund = rule("intent: [math, refund]");
        assertThat(problems(refund, KNOWN))
                .containsExactly(ConfigFiles.place(refund, "[math")
                        + "routing[auto].rules[0].when.intent: refund is no label of the classifier,"
                        + " and the head intent has math, other; remove it, or add a model that has it");
        assertThat(problems(rule("complexity: medium"), KNOWN))
                .singleElement()
                .asString()
                .contains("medium is no label of the classifier, and the head complexity has easy, hard");
        assertThat(problems(rule("intent: refund"), UNKNOWN)).isEmpty();
        assertThat(problems("pii: {policies: [{action: detect}]}\n" + rule("pii: [PLACE, XX]"), KNOWN))
                .singleElement()
                .asString()
                .contains("rules[0].when.pii: XX is found by no rule");
    }

    @Test
    void aRuleAsksForAHeadThatAModelHas() throws ConfigException {
        for (String when :
                List.of("intent-score: '>= 0.5'", "intent: math", "complexity: hard", "complexity: '>= 0.5'")) {
            assertThat(problems(rule(when), WITHOUT))
                    .as(when)
                    .singleElement()
                    .asString()
                    .contains("no classifier has the head", "add a model that has it to classifiers.models");
            assertThat(problems(rule(when), KNOWN)).as(when).isEmpty();
        }
    }

    /** What requests may promote brings labels of its own; until then they lack, and that is told. */
    @Test
    void foldersOfTheApiLeaveRulesAlone() throws ConfigException {
        String folders = "classifiers: {folders: [/models]}\n";
        String refund = folders + rule("intent: refund");

        assertThat(problems(refund, KNOWN)).isEmpty();
        assertThat(LabelChecks.lacking(ConfigFiles.load(refund), KNOWN::live))
                .singleElement()
                .asString()
                .contains("refund is no label of the classifier");
        assertThat(problems(folders + "pii: {policies: [{types: [PERSN]}]}\n", KNOWN))
                .as("a policy must hold now")
                .hasSize(1);
    }
}
