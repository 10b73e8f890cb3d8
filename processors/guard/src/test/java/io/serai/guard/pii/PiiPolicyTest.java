package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.guard.pii.PiiPolicy.Output;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PiiPolicyTest {
    private static PiiPolicy policy(Set<String> types, Map<String, Action> actions, boolean model) {
        return new PiiPolicy(Set.of("acme"), types, null, actions, 0.5, model, Output.PASS, false);
    }

    @Test
    void coversWhomItNames() {
        var acme = policy(Set.of(), Map.of(), true);
        assertThat(acme.covers("acme")).isTrue();
        assertThat(acme.covers("")).isFalse();
        assertThat(PiiPolicy.everything().covers("")).isTrue();
    }

    @Test
    void theStepDecidesWhatThePolicyLeavesOpen() {
        var policy = policy(Set.of("PERSON"), Map.of("CREDIT_CARD", Action.BLOCK), true);
        assertThat(policy.action("CREDIT_CARD", Action.MASK)).isEqualTo(Action.BLOCK);
        assertThat(policy.action("PERSON", Action.HASH)).isEqualTo(Action.HASH);
        assertThat(policy.wanted()).containsExactlyInAnyOrder("PERSON", "CREDIT_CARD");
        var own = new PiiPolicy(Set.of(), Set.of(), Action.DETECT, Map.of(), 0.5, true, Output.PASS, false);
        assertThat(own.action("PERSON", Action.MASK)).isEqualTo(Action.DETECT);
    }

    @Test
    void theModelIsAskedOnlyForWhatRulesDoNotFind() {
        assertThat(policy(Set.of(), Map.of("CREDIT_CARD", Action.BLOCK), true).asksModel())
                .isTrue();
        assertThat(policy(Set.of("EMAIL_ADDRESS"), Map.of("CREDIT_CARD", Action.BLOCK), true)
                        .asksModel())
                .isFalse();
        assertThat(policy(Set.of("EMAIL_ADDRESS"), Map.of("PERSON", Action.BLOCK), true)
                        .asksModel())
                .isTrue();
        assertThat(policy(Set.of(), Map.of(), false).asksModel()).isFalse();
    }

    @Test
    void sessionsHavePlaceholdersOfTheirOwn() {
        var secret = PiiSecret.of("0123456789abcdef");
        String acme = masked(secret, "acme", "1");
        assertThat(masked(PiiSecret.of("0123456789abcdef"), "acme", "1")).isEqualTo(acme);
        assertThat(List.of(
                        masked(secret, "acme", "2"),
                        masked(secret, "acm", "e1"),
                        masked(secret, "acme1", ""),
                        masked(PiiSecret.random(), "acme", "1"),
                        masked(PiiSecret.random(), "acme", "1"),
                        acme))
                .doesNotHaveDuplicates();
        assertThat(secret).hasToString("***");
        assertThatThrownBy(() -> PiiSecret.of("short"))
                .hasMessageContaining("16")
                .hasMessageNotContaining("short");
    }

    private static String masked(PiiSecret secret, String tenant, String session) {
        return secret.masker(tenant, session, type -> true)
                .mask("a@example.com", List.of(new PiiSpan("E", 0, 13, 1, "rule:test")));
    }
}
