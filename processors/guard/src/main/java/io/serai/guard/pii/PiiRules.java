package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds personal data and secrets that can be told by their form: with check digits, known prefixes, valid ranges and
 * the words beside them. Names, places and organisations are not among them.
 *
 * <p>Takes time in proportion to the length of the text, whatever the text is; a text without digits, {@code @} and
 * long words costs one pass. Thread-safe.
 */
public final class PiiRules {
    /** Below this score a finding is more often wrong than right. */
    public static final double DEFAULT_MIN_SCORE = 0.5;

    private static final List<Rule> RULES = List.of(
            new EmailRule(),
            new UrlCredentialsRule(),
            new PrivateKeyRule(),
            new JwtRule(),
            new ApiKeyRule(),
            new TelegramKeyRule(),
            new AwsSecretRule(),
            new CryptoRule(),
            new IbanRule(),
            new LetteredIdRule(),
            new NumberRule(),
            new ColonHexRule(),
            new CoordinatesRule(),
            new PhoneRule());

    private final Set<String> types;
    private final double minScore;

    private PiiRules(Set<String> types, double minScore) {
        this.types = types;
        this.minScore = minScore;
    }

    /** All types, from {@link #DEFAULT_MIN_SCORE}. */
    public static PiiRules standard() {
        return new PiiRules(types(), DEFAULT_MIN_SCORE);
    }

    /**
     * Rules that look for some types.
     *
     * @param types    of {@link #types()}
     * @param minScore from 0 to 1; what scores less is not found
     * @throws IllegalArgumentException if a type is unknown or the score out of range
     */
    public static PiiRules of(Set<String> types, double minScore) {
        var unknown = new TreeSet<>(types);
        unknown.removeAll(types());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no rule for %s; name some of %s".formatted(unknown, String.join(", ", types())));
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("the minimum score is " + minScore + "; give one from 0 to 1");
        }
        return new PiiRules(Set.copyOf(types), minScore);
    }

    /** Every type that a rule can find. */
    public static Set<String> types() {
        return PiiTypes.ALL;
    }

    /** What {@code text} holds, in its order and without overlaps; indices are UTF-16 units. */
    public List<PiiSpan> find(String text) {
        List<PiiSpan> all = all(text);
        return all.size() < 2 ? all : SpanMerge.merge(text, all, List.of());
    }

    /** All that {@code text} holds, as it is spelt and as it reads; spans may overlap. */
    List<PiiSpan> all(String text) {
        List<PiiSpan> found = search(text);
        if (Plain.differs(text)) {
            var plain = Plain.of(text);
            search(plain.text()).forEach(span -> found.add(plain.spelt(span)));
        }
        return List.copyOf(found);
    }

    private List<PiiSpan> search(String text) {
        var traits = Traits.of(text);
        var scan = new Scan(text, types, minScore);
        for (Rule rule : RULES) {
            if (rule.applies(traits)) {
                rule.find(scan);
            }
        }
        return scan.found();
    }
}
