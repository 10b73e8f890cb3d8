package io.serai.guard.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** JSON web tokens: three parts in base64url, five of an encrypted one; the first is a JSON object with an algorithm. */
final class JwtRule implements Rule {
    private static final int MAX_HEADER = 4096;
    private static final int MIN_RUN = 16;

    @Override
    public boolean applies(Traits traits) {
        return traits.longestRun() >= MIN_RUN;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int start = text.indexOf("eyJ"); start >= 0; ) {
            int header = part(text, start);
            int payload = Chars.at(text, header) == '.' ? part(text, header + 1) : header;
            int end = Chars.at(text, payload) == '.' && payload > header ? part(text, payload + 1) : payload;
            if (end > payload && Chars.starts(text, start) && hasAlgorithm(text, start, header)) {
                end = encryptedEnd(text, end);
                scan.add(PiiTypes.JWT, start, end, 0.98, "jwt");
            }
            start = text.indexOf("eyJ", Math.max(end, start + 3));
        }
    }

    /** Behind the ciphertext and its tag, or {@code end} if they do not follow. */
    private static int encryptedEnd(String text, int end) {
        int cipher = Chars.at(text, end) == '.' ? part(text, end + 1) : end;
        int tag = cipher > end + 1 && Chars.at(text, cipher) == '.' ? part(text, cipher + 1) : cipher;
        return tag > cipher + 1 ? tag : end;
    }

    private static int part(String text, int start) {
        int end = start;
        while (end < text.length() && Chars.token(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean hasAlgorithm(String text, int start, int end) {
        if (end - start > MAX_HEADER) {
            return false;
        }
        try {
            String header = new String(Base64.getUrlDecoder().decode(text.substring(start, end)), UTF_8).strip();
            return header.startsWith("{") && header.endsWith("}") && header.contains("\"alg\"");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
