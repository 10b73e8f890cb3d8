package io.serai.guard.pii;

import static io.serai.guard.pii.CheckDigits.digit;
import static io.serai.guard.pii.CheckDigits.weighted;

/** National ids that are digits. Those whose check digit lets a tenth of all numbers pass need a word beside them. */
final class NationalNumbers {
    static final int MIN_DIGITS = 9;

    private static final Words SSN = Words.of(
            "ssn",
            "social security",
            "social-security",
            "socialsecurity",
            "ss#",
            "social is",
            "social number",
            "social no",
            "my social",
            "your social",
            "his social",
            "her social");
    private static final Words BSN = Words.of("bsn", "burgerservice", "sofinummer", "sofi-nummer");
    private static final Words NHS = Words.of("nhs", "national health", "health service");
    private static final Words SE = Words.of("personnummer", "personal identity number", "samordningsnummer");
    private static final Words DE =
            Words.of("steuer-id", "steuerid", "steueridentifikation", "identifikationsnummer", "idnr", "tax id", "tin");
    private static final Words CPF = Words.of("cpf", "cadastro de pessoas", "contribuinte");
    private static final Words CNPJ = Words.of("cnpj", "cadastro nacional", "empresa");
    private static final Words PESEL = Words.of("pesel");
    private static final Words AADHAAR = Words.of("aadhaar", "aadhar", "uidai", "uid", "\u0906\u0927\u093e\u0930");
    static final Words NIR = Words.of(
            "nir",
            "insee",
            "s\u00e9curit\u00e9 sociale",
            "securite sociale",
            "carte vitale",
            "num\u00e9ro de s\u00e9cu");

    private NationalNumbers() {}

    static void check(Scan scan, Groups groups, String digits, String shape) {
        switch (shape) {
            case "9" -> nine(scan, groups, digits);
            case "3-2-4", "3 2 4", "3.2.4" -> ssn(scan, groups, digits, shape.charAt(1) == '-' ? 0.65 : 0.4);
            case "4.2.3", "3.3.3", "4 2 3" -> bsn(scan, groups, digits, 0.3);
            case "10", "3 3 4", "3-3-4" -> ten(scan, groups, digits, shape);
            case "6-4", "8-4" -> personnummer(scan, groups, digits, 0.7);
            case "11" -> eleven(scan, groups, digits);
            case "2 3 3 3" -> deTaxId(scan, groups, digits, 0.6);
            case "3.3.3-2" -> cpf(scan, groups, digits, 0.85);
            case "12" -> twelve(scan, groups, digits);
            case "4 4 4", "4-4-4" -> aadhaar(scan, groups, digits, 0.55);
            case "14" -> cnpj(scan, groups, digits, 0.3);
            case "2.3.3/4-2" -> cnpj(scan, groups, digits, 0.9);
            case "15", "13 2" -> nir(scan, groups, digits, 0.55);
            case "1 2 2 2 3 3 2", "1 2 2 2 3 3-2", "1-2-2-2-3-3-2" -> nir(scan, groups, digits, 0.9);
            default -> {}
        }
    }

    private static void nine(Scan scan, Groups groups, String digits) {
        ssn(scan, groups, digits, 0.1);
        bsn(scan, groups, digits, 0.2);
    }

    private static void ten(Scan scan, Groups groups, String digits, String shape) {
        nhs(scan, groups, digits, shape.equals("3 3 4") ? 0.45 : 0.2);
        if (shape.equals("10")) {
            personnummer(scan, groups, digits, 0.2);
        }
    }

    private static void eleven(Scan scan, Groups groups, String digits) {
        deTaxId(scan, groups, digits, 0.4);
        cpf(scan, groups, digits, 0.3);
        pesel(scan, groups, digits);
    }

    private static void twelve(Scan scan, Groups groups, String digits) {
        aadhaar(scan, groups, digits, 0.2);
        personnummer(scan, groups, digits, 0.3);
    }

    private static void add(Scan scan, Groups groups, String type, double alone, Words words, String rule) {
        scan.add(type, groups.start(), groups.end(), alone, 0.95, words, rule);
    }

    /** No check digit, but ranges that were never given out. */
    private static void ssn(Scan scan, Groups groups, String digits, double alone) {
        String area = digits.substring(0, 3);
        boolean given = !area.equals("000") && !area.equals("666") && digits.charAt(0) != '9';
        boolean example = digits.equals("123456789") || digits.equals("078051120") || digits.equals("219099999");
        if (given && !digits.startsWith("00", 3) && !digits.endsWith("0000") && !example) {
            add(scan, groups, PiiTypes.US_SSN, alone, SSN, "us-ssn");
        }
    }

    private static void bsn(Scan scan, Groups groups, String digits, double alone) {
        if (weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !digits.equals("000000000")) {
            add(scan, groups, PiiTypes.NL_BSN, alone, BSN, "nl-bsn");
        }
    }

    private static void nhs(Scan scan, Groups groups, String digits, double alone) {
        int check = 11 - weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        if (check % 11 == digit(digits, 9) && check != 10 && !CheckDigits.sameDigits(digits)) {
            add(scan, groups, PiiTypes.UK_NHS, alone, NHS, "uk-nhs");
        }
    }

    private static void personnummer(Scan scan, Groups groups, String digits, double alone) {
        String ten = digits.substring(digits.length() - 10);
        if (digits.length() == 12 && !digits.startsWith("19") && !digits.startsWith("20")) {
            return;
        }
        int day = Integer.parseInt(ten.substring(4, 6));
        // The day of a co-ordination number is 60 more.
        boolean born = CheckDigits.date(Integer.parseInt(ten.substring(2, 4)), day > 60 ? day - 60 : day);
        if (born && CheckDigits.luhn(ten)) {
            add(scan, groups, PiiTypes.SE_PERSONNUMMER, alone, SE, "se-personnummer");
        }
    }

    /** Of the first ten digits exactly one stands there twice or three times. */
    private static void deTaxId(Scan scan, Groups groups, String digits, double alone) {
        int[] counts = new int[10];
        for (int i = 0; i < 10; i++) {
            counts[digit(digits, i)]++;
        }
        int repeated = 0;
        for (int count : counts) {
            repeated += count > 3 ? 2 : count > 1 ? 1 : 0;
        }
        if (repeated == 1 && digits.charAt(0) != '0' && CheckDigits.mod1110(digits)) {
            add(scan, groups, PiiTypes.DE_TAX_ID, alone, DE, "de-tax-id");
        }
    }

    private static void cpf(Scan scan, Groups groups, String digits, double alone) {
        int first = weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        if (first == digit(digits, 9) && second == digit(digits, 10) && !CheckDigits.sameDigits(digits)) {
            add(scan, groups, PiiTypes.BR_CPF, alone, CPF, "br-cpf");
        }
    }

    private static void cnpj(Scan scan, Groups groups, String digits, double alone) {
        int first = weighted(digits, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = weighted(digits, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        if ((first < 2 ? 0 : 11 - first) == digit(digits, 12)
                && (second < 2 ? 0 : 11 - second) == digit(digits, 13)
                && !CheckDigits.sameDigits(digits)) {
            add(scan, groups, PiiTypes.BR_CNPJ, alone, CNPJ, "br-cnpj");
        }
    }

    /** The month tells the century too: 20 more for 2000 to 2099. */
    private static void pesel(Scan scan, Groups groups, String digits) {
        int month = Integer.parseInt(digits.substring(2, 4)) % 20;
        boolean born = CheckDigits.date(month, Integer.parseInt(digits.substring(4, 6)));
        if (born && weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0) {
            add(scan, groups, PiiTypes.PL_PESEL, 0.45, PESEL, "pl-pesel");
        }
    }

    private static void aadhaar(Scan scan, Groups groups, String digits, double alone) {
        if (digits.charAt(0) >= '2' && CheckDigits.verhoeff(digits)) {
            add(scan, groups, PiiTypes.IN_AADHAAR, alone, AADHAAR, "in-aadhaar");
        }
    }

    private static void nir(Scan scan, Groups groups, String digits, double alone) {
        if (validNir(digits, 0)) {
            add(scan, groups, PiiTypes.FR_NIR, alone, NIR, "fr-nir");
        }
    }

    /**
     * Whether fifteen digits are a French number.
     *
     * @param less what is taken off the number for the letter of a Corsican department
     */
    static boolean validNir(String digits, long less) {
        int month = Integer.parseInt(digits.substring(3, 5));
        boolean sex = "123478".indexOf(digits.charAt(0)) >= 0;
        // Months from 20 on stand for births whose date is not known.
        boolean born = month >= 1 && (month <= 12 || month >= 20);
        long number = Long.parseLong(digits.substring(0, 13)) - less;
        return sex && born && 97 - number % 97 == Integer.parseInt(digits.substring(13));
    }
}
