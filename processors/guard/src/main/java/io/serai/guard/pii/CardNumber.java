package io.serai.guard.pii;

/** Payment cards: known first digits with their lengths, and Luhn's check digit. */
final class CardNumber {
    static final int MIN_DIGITS = 12;
    private static final int MAX_DIGITS = 19;
    private static final Words WORDS = Words.of(
            "card",
            "credit",
            "debit",
            "visa",
            "mastercard",
            "amex",
            "american express",
            "discover",
            "maestro",
            "diners",
            "jcb",
            "cc",
            "cvv",
            "cvc",
            "payment",
            "karte",
            "kreditkarte",
            "carte",
            "tarjeta",
            "carta",
            "cart\u00e3o",
            "kaart",
            "karta",
            "kort",
            "\u043a\u0430\u0440\u0442",
            "\u4fe1\u7528\u5361",
            "\u30ab\u30fc\u30c9",
            "\u5361\u53f7",
            "\ubc88\ud638");

    private CardNumber() {}

    static void check(Scan scan, Groups groups, String digits, String shape) {
        if (scan.wants(PiiTypes.CARD)
                && usual(groups.groups(), shape)
                && CheckDigits.luhn(digits)
                && !CheckDigits.sameDigits(digits)) {
            boolean issued = issued(digits);
            double alone = issued ? alone(groups.groups(), digits) : 0.1;
            scan.add(PiiTypes.CARD, groups.start(), groups.end(), alone, issued ? 0.99 : 0.6, WORDS, "credit-card");
        }
    }

    /** Few cards have more than 16 digits, but UnionPay's; ids of messages, posts and rows have, in one piece. */
    private static double alone(int groups, String digits) {
        int length = digits.length();
        if (length > 16 && groups == 1 && !digits.startsWith("62")) {
            return 0.4;
        }
        return length >= 15 || (length == 14 && digits.startsWith("3")) ? 0.85 : 0.55;
    }

    private static boolean usual(int groups, String shape) {
        return groups == 1
                || (groups <= 5
                        && (shape.startsWith("4 4 4 ") || shape.startsWith("4-4-4-") || shape.startsWith("4.4.4.")))
                || shape.equals("4 6 5")
                || shape.equals("4-6-5")
                || shape.equals("4 6 4")
                || shape.equals("4-6-4");
    }

    /** Whether a network issues such numbers of this length. */
    private static boolean issued(String digits) {
        int length = digits.length();
        if (length > MAX_DIGITS) {
            return false;
        }
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.charAt(0)) {
            case '1' -> four == 1800 && length == 15;
            case '2' ->
                (four == 2131 && length == 15)
                        || (four >= 2221 && four <= 2720 && length == 16)
                        || (four >= 2200 && four <= 2205 && length >= 16);
            case '3' ->
                ((two == 34 || two == 37) && length == 15)
                        || (four >= 3528 && four <= 3589 && length >= 16)
                        || ((four <= 3059 || four == 3095 || two == 36 || two == 38 || two == 39) && length == 14);
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> two == 50 || two >= 56 || length == 16;
            case '6' -> true;
            case '8' -> (two == 81 || two == 82) && length >= 16;
            default -> false;
        };
    }
}
