package io.serai.guard.pii;

/** Blocks of PEM that hold a private key; one whose end is cut off counts as far as it goes. */
final class PrivateKeyRule implements Rule {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final int MAX_LABEL = 48;

    @Override
    public boolean applies(Traits traits) {
        return traits.dashes() >= 5;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int from = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
            int body = labelEnd(text, begin + BEGIN.length());
            from = begin + BEGIN.length();
            if (body > 0) {
                int end = blockEnd(text, body);
                scan.add(PiiTypes.PRIVATE_KEY, begin, end, 1.0, "private-key");
                from = end;
            }
        }
    }

    /** Index behind {@code ... PRIVATE KEY-----}, or -1 if it is another label. */
    private static int labelEnd(String text, int from) {
        int dashes =
                text.substring(from, Math.min(text.length(), from + MAX_LABEL)).indexOf("-----");
        if (dashes < 0) {
            return -1;
        }
        String label = text.substring(from, from + dashes);
        return label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK") ? from + dashes + 5 : -1;
    }

    private static int blockEnd(String text, int body) {
        int end = body;
        // Also "\n" spelled out, as in a JSON string, and header lines such as "Proc-Type: 4,ENCRYPTED".
        while (end < text.length() && (inBody(text.charAt(end)) || lonelyDash(text, end))) {
            end++;
        }
        if (text.startsWith(END, end)) {
            int limit = Math.min(text.length(), end + END.length() + MAX_LABEL);
            int close = text.substring(end, limit).indexOf("-----", END.length());
            boolean cut = close < 0 && limit == text.length();
            return cut ? limit : end + (close < 0 ? END.length() : close + 5);
        }
        int left = text.length() - end;
        if (left > 0 && left < END.length() && END.startsWith(text.substring(end))) {
            return text.length();
        }
        while (end > body && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private static boolean inBody(char c) {
        return Chars.alnum(c) || "+/=\\\r\n\t :,.()".indexOf(c) >= 0;
    }

    /** A dash of a header such as "DEK-Info", as against the dashes of the last line. */
    private static boolean lonelyDash(String text, int index) {
        return text.charAt(index) == '-' && Chars.at(text, index + 1) != '-' && Chars.at(text, index - 1) != '-';
    }
}
