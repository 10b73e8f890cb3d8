package io.serai.gateway.config;

import io.serai.core.FailureMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Personal data in requests and answers.
 *
 * @param key       makes placeholders; null: one is made at each start
 * @param onFailure what becomes of a request whose personal data could not be looked for
 * @param policies  for whom what is looked for; without any nothing is
 */
public record PiiConfig(@Nullable Secret key, FailureMode onFailure, List<PiiPolicyConfig> policies) {
    static final int LEAST_KEY_CHARS = 16;

    static final Option<Secret> KEY = Option.of(
                    "key",
                    Types.secret("a secret of at least " + LEAST_KEY_CHARS + " characters"),
                    "Secret from which placeholders are made. The same one on every replica keeps placeholders, and so the"
                            + " workers' prefix caches, alike; without it each start makes its own.")
            .example("${SERAI_PII_KEY}")
            .fixed();
    static final Option<FailureMode> ON_FAILURE = Option.of(
                    "on-failure",
                    Types.choice(List.of(FailureMode.values()), Map.of()),
                    "What becomes of a request in which personal data could not be looked for in time: `closed` refuses it"
                            + " with 503, `open` lets it pass with what the rules found. Each such request is counted, and logged.")
            .or("closed");
    static final Option<List<PiiPolicyConfig>> POLICIES = Option.of(
                    "policies",
                    new ListOf<>(PiiPolicyConfig.SECTION, "list of policies"),
                    "Whose requests are looked at, for what, and what happens then. The first policy that has the caller"
                            + " counts. Without any, nothing is looked for.")
            .orList();

    static final Section<PiiConfig> SECTION = Section.of(
            "Personal data and secrets in requests and answers.",
            v -> new PiiConfig(v.find(KEY), v.get(ON_FAILURE), v.get(POLICIES)),
            KEY,
            ON_FAILURE,
            POLICIES);
}
