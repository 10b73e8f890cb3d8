package io.serai.guard.pii;

import java.util.Locale;
import java.util.Set;

/** E-mail addresses: around each {@code @}, also where it is written {@code %40} as in the query of a URL. */
final class EmailRule implements Rule {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;
    private static final String ENCODED = "%40";
    private static final String ENCODED_LOCAL = "%2B %2b %2D %2d %2E %2e %5F %5f";
    /** Ends of other names with an {@code @}: {@code logo@2x.png}, {@code getty@tty1.service}. */
    private static final Set<String> NO_TOP_LEVEL =
            Set.of("png", "jpg", "jpeg", "gif", "webp", "svg", "service", "socket", "timer", "mount", "slice", "scope");
    /** The account of hosts of repositories. */
    private static final String GIT = "git@";

    @Override
    public boolean applies(Traits traits) {
        return traits.at();
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            add(scan, start(text, at, at + 1), at, at + 1);
        }
        for (int at = text.indexOf(ENCODED); at >= 0; at = text.indexOf(ENCODED, at + 1)) {
            int start = encodedStart(text, at);
            if (text.substring(start, at).chars().anyMatch(Character::isLetter)) { // 20%40 is no address
                add(scan, start, at, at + ENCODED.length());
            }
        }
    }

    private static void add(Scan scan, int start, int at, int domain) {
        int end = end(scan.text, domain);
        if (start < at && end > domain && !isRemote(scan.text, start, at, end)) {
            scan.add(PiiTypes.EMAIL, start, end, 0.95, "email");
        }
    }

    /** Of a repository, as in {@code git@example.com:team/shop.git} and {@code ssh://git@example.com/shop.git}. */
    private static boolean isRemote(String text, int start, int at, int end) {
        if (at + 1 - start != GIT.length() || !text.startsWith(GIT, start)) {
            return false;
        }
        char next = Chars.at(text, end);
        return next == '/' || (next == ':' && Chars.at(text, end + 1) > ' ') || text.startsWith("://", start - 3);
    }

    /** As {@link #start}; other encoded characters than those of addresses are not in one. */
    private static int encodedStart(String text, int at) {
        int start = start(text, at, at + ENCODED.length());
        for (int i = at - 1; i >= start; i--) {
            if (text.charAt(i) == '%' && ENCODED_LOCAL.indexOf(text.substring(i, Math.min(at, i + 3))) < 0) {
                return Math.min(at, i + 3);
            }
        }
        return start;
    }

    private static boolean local(char c) {
        return Chars.written(c) || "!#$%&'*+-/=?^`{|}~.".indexOf(c) >= 0;
    }

    private static int start(String text, int at, int domain) {
        int start = localStart(text, at);
        // Of "name=a@b.c" and "mail/a@b.c" only the address is wanted, although those may be in one.
        for (int i = at - 1; i >= start; i--) {
            if ("=`/?&{|}".indexOf(text.charAt(i)) >= 0 || (text.charAt(i) == '\'' && isQuote(text, i, domain))) {
                start = i + 1;
            }
        }
        if (start > 0 && text.charAt(start - 1) == '\\' && start < at && Chars.lower(text.charAt(start))) {
            start++;
        }
        while (start < at && !Chars.written(text.charAt(start))) {
            start++;
        }
        return text.charAt(at - (at > 0 ? 1 : 0)) == '.' ? at : start;
    }

    /** Tells {@code b'a@b.c'} and {@code 'a@b.c'} from {@code o'neil@b.c}. */
    private static boolean isQuote(String text, int index, int domain) {
        return !Chars.written(Chars.at(text, index - 1)) || Chars.at(text, end(text, domain)) == '\'';
    }

    /** Where a word in Han or the like stands right before an address in Latin letters or digits, the address begins. */
    private static int localStart(String text, int at) {
        int start = at;
        boolean latin = false;
        boolean known = false;
        while (start > 0 && at - start < MAX_LOCAL && local(text.charAt(start - 1))) {
            char c = text.charAt(start - 1);
            if (Chars.written(c)) {
                if (latin && !Chars.word(c)) {
                    break;
                }
                latin |= !known && Chars.word(c);
                known = true;
            }
            start--;
        }
        return start;
    }

    /** End of the domain from {@code from}, or {@code from} if there is none. */
    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_DOMAIN);
        int end = from;
        int good = from;
        int labels = 0;
        while (end < limit) {
            int label = end;
            while (end < limit && label(text.charAt(end)) && !(labels > 0 && otherWord(text, label, end))) {
                end++;
            }
            int tail = end;
            while (tail > label && text.charAt(tail - 1) == '-') {
                tail--;
            }
            if (tail == label || tail - label > MAX_LABEL || text.charAt(label) == '-') {
                break;
            }
            labels++;
            if (labels > 1 && topLevel(text, label, tail)) {
                good = tail;
            }
            if (tail < end || Chars.at(text, end) != '.') {
                break;
            }
            end++;
        }
        return good;
    }

    private static boolean label(char c) {
        return c == '-' || (Chars.written(c) && c != '_');
    }

    /** Whether a word in Han or the like stands right behind what may be the end of a domain. */
    private static boolean otherWord(String text, int label, int index) {
        return index > label
                && Chars.word(text.charAt(index - 1))
                && !Chars.word(text.charAt(index))
                && text.charAt(index) != '-';
    }

    private static boolean topLevel(String text, int start, int end) {
        if (text.startsWith("xn--", start)) {
            return true;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Chars.written(c) || Character.isDigit(c)) {
                return false;
            }
        }
        return end - start >= 2
                && !NO_TOP_LEVEL.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
