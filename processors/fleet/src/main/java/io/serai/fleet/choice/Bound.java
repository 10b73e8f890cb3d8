package io.serai.fleet.choice;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison with a number, written as {@code >= 0.7}.
 *
 * @param relation how values compare with {@code limit}
 */
public record Bound(Relation relation, double limit) {
    private static final Pattern FORM = Pattern.compile("(>=|<=|>|<) *([0-9]{1,15}(?:\\.[0-9]{1,15})?)");

    /** How a value compares. */
    public enum Relation {
        /** At least. */
        AT_LEAST(">="),
        /** At most. */
        AT_MOST("<="),
        /** More than. */
        ABOVE(">"),
        /** Less than. */
        BELOW("<");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    /** The bound that {@code text} is; empty if it is none. */
    public static Optional<Bound> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        double limit = Double.parseDouble(form.group(2));
        for (Relation relation : Relation.values()) {
            if (relation.sign.equals(form.group(1))) {
                return Optional.of(new Bound(relation, limit));
            }
        }
        throw new IllegalStateException("the pattern and the relations have different signs");
    }

    /** Whether {@code value} keeps the bound. */
    public boolean holds(double value) {
        return switch (relation) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
            case ABOVE -> value > limit;
            case BELOW -> value < limit;
        };
    }

    /** Whether some value from {@code least} to {@code most} keeps the bound, and some other does not. */
    public boolean divides(double least, double most) {
        return holds(least) != holds(most);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return relation.sign + " " + Numbers.shown(limit);
    }
}
