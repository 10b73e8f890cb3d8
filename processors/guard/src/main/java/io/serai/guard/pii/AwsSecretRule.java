package io.serai.guard.pii;

/** Secret keys of AWS: forty characters of base64 that only the words beside them give away. */
final class AwsSecretRule implements Rule {
    private static final int LENGTH = 40;
    private static final Words WORDS =
            Words.of("aws", "secret_access", "secret access", "secretaccess", "akia", "asia");

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() > 0;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && base64(text.charAt(i))) {
                continue;
            }
            if (i - start == LENGTH && mixed(text, start, i)) {
                scan.add(PiiTypes.API_KEY, start, i, 0.2, 0.9, WORDS, "aws-secret");
            }
            start = i + 1;
        }
    }

    private static boolean base64(char c) {
        return Chars.alnum(c) || c == '/' || c == '+';
    }

    /** A hash in hexadecimal has one case only. */
    private static boolean mixed(String text, int start, int end) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            upper |= Chars.upper(text.charAt(i));
            lower |= Chars.lower(text.charAt(i));
            digit |= Chars.digit(text.charAt(i));
        }
        return upper && lower && digit;
    }
}
