package io.serai.guard.pii;

/** Check digits over strings of ASCII digits. */
final class CheckDigits {
    private static final String VERHOEFF_PRODUCT =
            "0123456789123406789523401789563401289567401239567859876043216598710432" + "765982104387659321049876543210";
    private static final String VERHOEFF_PERMUTATION =
            "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

    private CheckDigits() {}

    static int digit(CharSequence digits, int index) {
        return digits.charAt(index) - '0';
    }

    /** ISO/IEC 7812: payment cards and others. */
    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i) << (i & 1);
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** Sum of digits times weights; as many digits as there are weights. */
    static int weighted(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    /** Verhoeff's scheme over the dihedral group, the check digit last. */
    static boolean verhoeff(CharSequence digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            int permuted = digit(VERHOEFF_PERMUTATION, 10 * (i % 8) + value);
            check = digit(VERHOEFF_PRODUCT, 10 * check + permuted);
        }
        return check == 0;
    }

    /** ISO 7064 MOD 11,10, the check digit last. */
    static boolean mod1110(CharSequence digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    /** ISO 7064 MOD 97,10 of digits and letters, where A is 10. */
    static int mod97(CharSequence text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
        }
        return rest;
    }

    /** Whether month and day exist; every year may be a leap year. */
    static boolean date(int month, int day) {
        if (month < 1 || month > 12) {
            return false;
        }
        return day >= 1 && day <= (month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
    }

    static boolean sameDigits(CharSequence digits) {
        return digits.chars().distinct().count() == 1;
    }
}
