package io.serai.guard.pii;

import java.util.Locale;

/** National ids of letters and digits: Spanish, Italian, British, and French ones of Corsica. */
final class LetteredIdRule implements Rule {
    private static final int MAX = 17;
    private static final int NINE = 9;
    private static final String ES_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] IT_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final Words NIF = Words.of("dni", "nif", "nie", "documento", "identidad", "identificaci\u00f3n");
    private static final Words FISCAL = Words.of("codice fiscale", "fiscale", "fiscal code", "cf");
    private static final Words NINO = Words.of("national insurance", "nino", "ni number", "insurance no");

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() >= 6;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int i = 0;
        while (i < text.length()) {
            int end = Chars.alnumEnd(text, i, MAX);
            if (end == i) {
                i++;
                continue;
            }
            if (end - i < MAX && Chars.starts(text, i)) {
                token(scan, i, end);
            }
            while (end - i >= MAX && end < text.length() && Chars.alnum(text.charAt(end))) {
                end++;
            }
            i = end;
        }
    }

    private static void token(Scan scan, int start, int end) {
        switch (end - start) {
            case 2, 9 -> {
                spanish(scan, start);
                nino(scan, start);
            }
            case 1, 8 -> spanish(scan, start);
            case 15 -> corsican(scan, start, end);
            case 16 -> italian(scan, start, end);
            default -> {}
        }
    }

    private static String upper(String text, int start, int end) {
        return text.substring(start, end).toUpperCase(Locale.ROOT);
    }

    private static boolean digits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Chars.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code 12345678Z} and {@code 12.345.678-Z}, {@code X1234567L} and {@code X-1234567-L}. */
    private static void spanish(Scan scan, int start) {
        var id = new StringBuilder(NINE);
        int end = nine(scan.text, start, id, LetteredIdRule::separatesSpanish);
        if (end >= 0 && Chars.ends(scan.text, end) && !isFraction(scan.text, start, end)) {
            spanish(scan, start, end, upper(id.toString(), 0, NINE));
        }
    }

    /** What may stand between characters of an id. */
    private interface Separators {
        boolean allow(StringBuilder before, char c);
    }

    /** Reads the letters and digits of an id of nine from {@code start} on; its end, or -1 if there is none. */
    private static int nine(String text, int start, StringBuilder id, Separators separators) {
        int end = start;
        for (; id.length() < NINE; end++) {
            char c = Chars.at(text, end);
            if (Chars.alnum(c)) {
                id.append(c);
            } else if (!separators.allow(id, c) || !Chars.alnum(Chars.at(text, end + 1))) {
                return -1;
            }
        }
        return end;
    }

    private static boolean separatesSpanish(StringBuilder id, char c) {
        return switch (c) {
            case '.' -> id.length() == 2 || id.length() == 5;
            case '-' -> id.length() == 8 || (id.length() == 1 && Chars.letter(id.charAt(0)));
            case ' ' -> id.length() == 8;
            default -> false;
        };
    }

    /** Digits behind a point, as the {@code 85916637e} of {@code 2.85916637e-06}. */
    private static boolean isFraction(String text, int start, int end) {
        char before = Chars.at(text, start - 1);
        char sign = Chars.at(text, end);
        boolean power = Chars.at(text, end - 1) == 'e' && (sign == '-' || sign == '+');
        return ((before == '.' || before == ',') && Chars.digit(Chars.at(text, start - 2)))
                || (power && Chars.digit(Chars.at(text, end + 1)));
    }

    private static void spanish(Scan scan, int start, int end, String id) {
        int foreign = "XYZ".indexOf(id.charAt(0));
        if (!digits(id, 1, 8) || (foreign < 0 && !Chars.digit(id.charAt(0)))) {
            return;
        }
        int number = Integer.parseInt(id.substring(1, 8)) + 10_000_000 * (foreign < 0 ? id.charAt(0) - '0' : foreign);
        if (ES_LETTERS.charAt(number % 23) == id.charAt(8)) {
            String type = foreign < 0 ? PiiTypes.ES_NIF : PiiTypes.ES_NIE;
            scan.add(type, start, end, 0.6, 0.97, NIF, foreign < 0 ? "es-nif" : "es-nie");
        }
    }

    /** {@code AB123456C}, also with blanks between the pairs. */
    private static void nino(Scan scan, int start) {
        var id = new StringBuilder(NINE);
        int end = nine(scan.text, start, id, (before, c) -> c == ' ' && (before.length() & 1) == 0);
        if (end < 0) {
            return;
        }
        String upper = upper(id.toString(), 0, NINE);
        String prefix = upper.substring(0, 2);
        boolean given = "DFIQUV".indexOf(prefix.charAt(0)) < 0
                && "DFIOQUV".indexOf(prefix.charAt(1)) < 0
                && Chars.letter(prefix.charAt(0))
                && Chars.letter(prefix.charAt(1))
                && "BG GB KN NK NT TN ZZ".indexOf(prefix) < 0;
        boolean suffix = upper.charAt(8) >= 'A' && upper.charAt(8) <= 'D';
        if (given && suffix && digits(upper, 2, 8) && Chars.ends(scan.text, end)) {
            scan.add(PiiTypes.UK_NINO, start, end, 0.6, 0.95, NINO, "uk-nino");
        }
    }

    private static void corsican(Scan scan, int start, int end) {
        String id = upper(scan.text, start, end);
        char letter = id.charAt(6);
        boolean corsican = id.charAt(5) == '2' && (letter == 'A' || letter == 'B');
        if (corsican && digits(id, 0, 6) && digits(id, 7, 15) && Chars.ends(scan.text, end)) {
            // 2A counts as 19 and 2B as 18.
            String number = id.substring(0, 5) + (letter == 'A' ? "19" : "18") + id.substring(7);
            if (NationalNumbers.validNir(number, 0)) {
                scan.add(PiiTypes.FR_NIR, start, end, 0.85, 0.97, NationalNumbers.NIR, "fr-nir");
            }
        }
    }

    private static void italian(Scan scan, int start, int end) {
        String id = upper(scan.text, start, end);
        if (Chars.ends(scan.text, end) && italianForm(id) && italianSum(id) == id.charAt(15) - 'A') {
            scan.add(PiiTypes.IT_FISCAL_CODE, start, end, 0.9, 0.98, FISCAL, "it-fiscal-code");
        }
    }

    /** Where two people would get the same code, letters stand for digits. */
    private static boolean italianForm(String id) {
        for (int i = 0; i < 16; i++) {
            char c = id.charAt(i);
            boolean letter = i < 6 || i == 8 || i == 11 || i == 15;
            if (letter ? !Chars.upper(c) : !Chars.digit(c) && "LMNPQRSTUV".indexOf(c) < 0) {
                return false;
            }
        }
        return "ABCDEHLMPRST".indexOf(id.charAt(8)) >= 0;
    }

    private static int italianSum(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Chars.digit(c) ? c - '0' : c - 'A';
            // The odd values of 0 to 9 are those of A to J.
            sum += (i & 1) == 0 ? IT_ODD[value] : value;
        }
        return sum % 26;
    }
}
