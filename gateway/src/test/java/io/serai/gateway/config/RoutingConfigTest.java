package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.choice.BestOf;
import io.serai.fleet.choice.Bound;
import io.serai.fleet.choice.Condition;
import io.serai.fleet.choice.Condition.Trait;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingConfigTest {
    private static final String WORKERS = "workers: [{url: 'http://a:1', models: [small, large]}]\n";
    private static final String PII = "pii: {policies: [{action: detect}]}\n";

    @Test
    void everyConditionIsRead() throws ConfigException {
        RoutingTableConfig table =
                ConfigFiles.read(PII + """
                auth: {api-keys: [{name: team-a, key: sk-a}]}
                routing:
                  auto:
                    rules:
                      - name: all
                        when:
                          intent: [math, physics]
                          intent-score: ">= 0.6"
                          complexity: [medium, HARD]
                          pii: US_SSN
                          prompt-tokens: ">= 2000"
                          language: de
                          tools: true
                          images: false
                          stream: true
                          tenants: [team-a]
                          headers: {x-tier: gold, x-zone: [a, b]}
                        use: {large: 95, canary: 5}
                      - name: score
                        when: {complexity: "> 0.7", pii: any}
                        best-of: [small, large]
                        by: {quality: 1, cost: 0.3}
                    otherwise: small
                """).routing().values().iterator().next();

        RoutingRuleConfig all = table.rules().getFirst();
        assertThat(all.when())
                .containsExactlyInAnyOrder(
                        new Condition.Intent(List.of("math", "physics")),
                        new Condition.IntentScore(new Bound(Bound.Relation.AT_LEAST, 0.6)),
                        new Condition.Complexity(List.of("medium", "hard")),
                        new Condition.Pii(List.of("US_SSN")),
                        new Condition.PromptTokens(new Bound(Bound.Relation.AT_LEAST, 2000)),
                        new Condition.Language(List.of("de")),
                        new Condition.Has(Trait.TOOLS, true),
                        new Condition.Has(Trait.IMAGES, false),
                        new Condition.Has(Trait.STREAM, true),
                        new Condition.Tenants(List.of("team-a")),
                        new Condition.HeaderFields(Map.of("x-tier", List.of("gold"), "x-zone", List.of("a", "b"))));
        assertThat(all.use()).containsExactly(Map.entry("large", 95.0), Map.entry("canary", 5.0));
        RoutingRuleConfig score = table.rules().getLast();
        assertThat(score.when())
                .containsExactlyInAnyOrder(
                        new Condition.ComplexityScore(new Bound(Bound.Relation.ABOVE, 0.7)),
                        new Condition.Pii(List.of()));
        assertThat(score.by()).isEqualTo(new BestOf.Weights(1, 0.3, 0));
        assertThat(table.otherwise()).isEqualTo("small");
    }

    /** Rules of table {@code auto} with a mark where the problem is, and the one message about it. */
    record Case(String name, String rules, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                of(
                        "unknown key",
                        "- {name: r, §wenn: {}, use: {small: 1}}",
                        "wenn: an unknown key; did you mean when?"),
                of(
                        "unknown condition",
                        "- {name: r, when: {§intend: x}, use: {small: 1}}",
                        "when.intend: an unknown key; did you mean intent?"),
                of(
                        "unknown band",
                        "- {name: r, when: {complexity: §extreme}, use: {small: 1}}",
                        "found 'extreme'; set easy, medium or hard"),
                of("bound out of range", "- {name: r, when: {complexity: §'> 1'}, use: {small: 1}}", "found '> 1'"),
                of(
                        "bound that always holds",
                        "- {name: r, when: {prompt-tokens: §'>= 0'}, use: {small: 1}}",
                        "found '>= 0'"),
                of(
                        "no bound",
                        "- {name: r, when: {prompt-tokens: §2000}, use: {small: 1}}",
                        "set one of >=, <=, > and <"),
                of(
                        "unknown language",
                        "- {name: r, when: {language: [de, §xx]}, use: {small: 1}}",
                        "found 'xx'; set one of"),
                of("empty list", "- {name: r, when: {intent: §[]}, use: {small: 1}}", "found an empty list"),
                of(
                        "unknown model",
                        "- {name: r, use: {smal: §1}}",
                        "smal is no model of any worker of this file; did you mean small?"),
                of("unknown candidate", "- {name: r, best-of: [small, §huge], by: {cost: 1}}", "huge is no model"),
                of(
                        "use and best-of",
                        "- {name: r, use: {small: 1}, best-of: §[small, large], by: {cost: 1}}",
                        "`use` is set too"),
                of("no models", "- §{name: r}", "the rule has no models"),
                of("weights of 0", "- {name: r, use: §{small: 0}}", "all weights are 0"),
                of("negative weight", "- {name: r, use: {small: §-1, large: 1}}", "found '-1'"),
                of("by without best-of", "- {name: r, use: {small: 1}, by: §{cost: 1}}", "there is no best-of"),
                of("best-of without by", "- §{name: r, best-of: [small, large]}", "not set; say what counts"),
                of("weights of by are 0", "- {name: r, best-of: [small, large], by: §{}}", "all weights are 0"),
                of(
                        "one candidate",
                        "- {name: r, best-of: §[small], by: {cost: 1}}",
                        "found a single model; set use: {small: 1}"),
                of(
                        "a candidate twice",
                        "- {name: r, best-of: §[small, small], by: {cost: 1}}",
                        "a model stands in it twice"),
                of(
                        "name taken",
                        "- {name: r, when: {tools: true}, use: {small: 1}}\n      - {name: §r, use: {small: 1}}",
                        "r is taken"),
                of("reserved name", "- {name: §otherwise, use: {small: 1}}", "otherwise is taken"),
                of(
                        "never reached",
                        "- {name: a, use: {small: 1}}\n      - §{name: b, use: {large: 1}}",
                        "this one never applies"),
                of("nothing looks for it", "- {name: r, when: {pii: §US_SSN}, use: {small: 1}}", "pii has no policies"),
                of(
                        "any and a type",
                        "- {name: r, when: {pii: §[any, US_SSN]}, use: {small: 1}}",
                        "`any` and single types"),
                of(
                        "looked for by no policy",
                        "- {name: r, when: {pii: [US_SSN, §CREDIT_CRAD]}, use: {small: 1}}",
                        "no policy of pii looks for CREDIT_CRAD; did you mean CREDIT_CARD?"),
                of(
                        "unknown tenant",
                        "- {name: r, when: {tenants: [team-a, §taem-a]}, use: {small: 1}}",
                        "taem-a is no name of a key in auth.api-keys; did you mean team-a? the keys are team-a, team-b"),
                of(
                        "a tenant without keys",
                        "- {name: r, when: {tenants: §team-a}, use: {small: 1}}",
                        "auth.api-keys is empty, so no caller is called team-a"),
                of("a table", "- {name: r, use: {auto: §1}}", "auto is a routing table"));
    }

    private static Case of(String name, String rules, String message) {
        return new Case(name, rules, message);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongAndWhere(Case c) {
        String more = switch (c.name) {
            case "any and a type" -> PII;
            case "looked for by no policy" -> "pii: {policies: [{types: [US_SSN], actions: {CREDIT_CARD: block}}]}\n";
            case "unknown tenant" -> "auth: {api-keys: [{name: team-a, key: sk-a}, {name: team-b, key: sk-b}]}\n";
            default -> "";
        };
        String yaml = "routing:\n  auto:\n    rules:\n      " + c.rules + "\n    otherwise: small\n" + WORKERS + more;
        int mark = yaml.indexOf('§');
        long line = 1 + yaml.substring(0, mark).chars().filter(it -> it == '\n').count();
        int column = mark - yaml.lastIndexOf('\n', mark);

        assertThat(ConfigFiles.problems(yaml.replace("§", "")))
                .singleElement()
                .asString()
                .startsWith("serai.yaml:" + line + ":" + column + ": routing[auto].rules[")
                .contains(c.message);
    }

    @Test
    void settingsShowConditionsAsTheyAreWritten() throws ConfigException {
        String rule =
                "routing: {auto: {rules: [{name: r, when: {complexity: %s}, use: {small: 1}}], otherwise: small}}";

        assertThat(ConfigFiles.load(rule.formatted("hard")).explained())
                .contains("routing[auto].rules[0].when.complexity: [hard]  # ");
        assertThat(ConfigFiles.load(rule.formatted("'>= 0.7'")).explained())
                .contains("routing[auto].rules[0].when.complexity: >= 0.7  # ");
    }

    @Test
    void aTableHasNoNameOfAModel() {
        String table = "routing: {small: {otherwise: large}}\n";

        assertThat(ConfigFiles.problems(table + WORKERS))
                .singleElement()
                .asString()
                .contains("small is a model");
        assertThat(ConfigFiles.problems(table + "models: {large: {aliases: [small]}}\n"))
                .singleElement()
                .asString()
                .contains("routing[small]", "small is a model, or another name of one");
    }

    /** Only the workers themselves know what they serve. */
    @Test
    void workersThatAreAskedMayServeAnything() {
        String table = "routing: {auto: {otherwise: whatever}}\n";

        assertThat(ConfigFiles.problems(table)).isEmpty();
        assertThat(ConfigFiles.problems(table + "workers: [{url: 'http://a:1'}]\n"))
                .isEmpty();
        assertThat(ConfigFiles.problems(table + WORKERS)).hasSize(1);
        assertThat(ConfigFiles.problems(table + WORKERS + "models: {whatever: {}}\n"))
                .isEmpty();
    }
}
