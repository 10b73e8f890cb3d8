package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Policies on personal data that would look for nothing. */
class PiiConfigTest {
    private static final String KEYS =
            "auth: {api-keys: [{name: payments, key: sk-p}, {name: support, key: sk-s}], admin-key: sk-admin}\n";

    @Test
    void aTenantIsTheNameOfAKey() {
        String policy = "pii: {policies: [{tenants: [support, %s]}]}\n";

        assertThat(ConfigFiles.problems(KEYS + policy.formatted("payments"))).isEmpty();
        assertThat(ConfigFiles.problems(KEYS + policy.formatted("admin")))
                .as("who has the admin key")
                .isEmpty();
        String slip = KEYS + policy.formatted("paymnts");
        assertThat(ConfigFiles.problems(slip))
                .containsExactly(ConfigFiles.place(slip, "paymnts")
                        + "pii.policies[0].tenants[1]: paymnts is no name of a key in"
                        + " auth.api-keys; did you mean payments? the keys are admin, payments, support");
        assertThat(ConfigFiles.problems(KEYS + policy.formatted("somebody-else")))
                .singleElement()
                .asString()
                .endsWith("auth.api-keys; the keys are admin, payments, support");
    }

    @Test
    void withoutKeysNobodyHasAName() {
        String policy = "pii: {policies: [{tenants: [payments]}]}\n";
        assertThat(ConfigFiles.problems(policy))
                .containsExactly(ConfigFiles.place(policy, "payments")
                        + "pii.policies[0].tenants[0]: auth.api-keys is empty, so no caller is"
                        + " called payments; add a key of that name");
        assertThat(ConfigFiles.problems("auth: {api-keys: [sk-a]}\npii: {policies: [{tenants: [key-1]}]}\n"))
                .as("keys without a name are called by their place")
                .isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadMakesNoTenantUnknown() {
        assertThat(
                        ConfigFiles.problems(
                                "auth: {api-keys: [{name: payments, key: '${NOWHERE}'}]}\npii: {policies: [{tenants: [payments]}]}\n"))
                .isNotEmpty()
                .allMatch(problem -> problem.contains("auth.api-keys[0].key: "));
    }

    @Test
    void withoutAModelOnlyRulesFind() {
        String policy = "pii: {policies: [{model: %s, types: [EMAIL_ADDRESS, %s], actions: {%s: block}}]}\n";

        assertThat(ConfigFiles.problems(policy.formatted("false", "US_SSN", "CREDIT_CARD")))
                .isEmpty();
        assertThat(ConfigFiles.problems(policy.formatted("true", "PERSN", "CREDIT_CRAD")))
                .as("a model may find anything")
                .isEmpty();
        String slip = policy.formatted("false", "PERSON", "CREDIT_CRAD");
        assertThat(ConfigFiles.problems(slip))
                .containsExactly(
                        ConfigFiles.place(slip, "PERSON")
                                + "pii.policies[0].types[1]: PERSON is found by no rule, and the policy asks no"
                                + " model; remove it, or set model: true, if a classifier finds it",
                        ConfigFiles.place(slip, "block")
                                + "pii.policies[0].actions.CREDIT_CRAD: CREDIT_CRAD is found by no rule, and the"
                                + " policy asks no model; did you mean CREDIT_CARD?");
    }
}
