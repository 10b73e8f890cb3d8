package io.serai.fleet.choice;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes numbers for people. */
final class Numbers {
    private static final int DIGITS = 3;

    private Numbers() {}

    /** At most three digits behind the point, without trailing zeros. */
    static String shown(double number) {
        if (!Double.isFinite(number)) {
            return "unknown";
        }
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.toPlainString();
    }
}
