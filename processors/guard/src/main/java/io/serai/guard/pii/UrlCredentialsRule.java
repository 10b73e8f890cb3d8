package io.serai.guard.pii;

import java.util.Locale;
import java.util.Set;

/** The {@code user:password} of {@code scheme://user:password@host}. */
final class UrlCredentialsRule implements Rule {
    private static final int MAX = 512;
    private static final Set<String> EXAMPLES =
            Set.of("password", "pass", "passwd", "pwd", "secret", "xxx", "xxxx", "***", "****", "...", "changeme");

    @Override
    public boolean applies(Traits traits) {
        return traits.at() && traits.colons() > 1;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            if (Chars.alnum(Chars.at(text, at - 1))) {
                authority(scan, at + 3);
            }
        }
    }

    private static void authority(Scan scan, int start) {
        String text = scan.text;
        int limit = Math.min(text.length(), start + MAX);
        int colon = -1;
        int at = -1;
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '/' || c == '"' || c == '\\' || c == '?') {
                break;
            }
            if (c == ':' && colon < 0) {
                colon = i;
            }
            if (c == '@') {
                at = i;
            }
        }
        char host = Chars.at(text, at + 1);
        if (colon >= 0 && colon + 1 < at && (Chars.written(host) || host == '[') && !isExample(text, colon + 1, at)) {
            scan.add(PiiTypes.URL_CREDENTIALS, start, at, 0.97, "url-credentials");
        }
    }

    private static boolean isExample(String text, int start, int end) {
        char first = text.charAt(start);
        return first == '$'
                || first == '<'
                || first == '{'
                || EXAMPLES.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
