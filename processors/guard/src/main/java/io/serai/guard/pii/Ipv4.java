package io.serai.guard.pii;

/** IPv4 addresses, and what only looks like one. */
final class Ipv4 {
    private static final Words WORDS = Words.of("ip", "ipv4", "address", "host", "server", "adresse", "direcci\u00f3n");
    private static final Words VERSIONS = Words.of(
            "v",
            "ver",
            "version",
            "versi\u00f3n",
            "vers\u00e3o",
            "versie",
            "wersj",
            "release",
            "firmware",
            "section",
            "chapter",
            "build",
            "kapitel",
            "abschnitt",
            "oid",
            "objectid",
            "object id",
            "\u7248\u672c",
            "\u30d0\u30fc\u30b8\u30e7\u30f3",
            "\ubc84\uc804",
            "\u0e40\u0e27\u0e2d\u0e23\u0e4c\u0e0a\u0e31\u0e19");
    private static final Words CHANGES = Words.of("update", "upgrade", "downgrade", "install", "aktualis");
    private static final int ANNOUNCED = 24;
    private static final int MAX_NAME = 128;
    /** Parts of versions are seldom greater. */
    private static final int SMALL = 50;

    private static final String PRIVATE = "10.";
    /** Object identifiers of X.500 that certificates are full of. */
    private static final String CERTIFICATE_EXTENSION = "2.5.29.";

    private static final String ATTRIBUTE = "2.5.4.";

    private Ipv4() {}

    static void check(Scan scan, Groups groups) {
        if (groups.groups() != 4 || groups.length() > 12 || !scan.wants(PiiTypes.IP)) {
            return;
        }
        String text = scan.text;
        int start = groups.start();
        String address = text.substring(start, groups.end());
        if (!valid(address) || ofNobody(address) || Chars.at(text, start - 1) == '.') {
            return;
        }
        if (isVersion(text, start, groups.end(), address)) {
            return;
        }
        boolean likeVersion = (small(address) && address.contains(".0.0.") && !address.startsWith(PRIVATE))
                || address.startsWith(CERTIFICATE_EXTENSION)
                || address.startsWith(ATTRIBUTE);
        scan.add(PiiTypes.IP, start, groups.end(), likeVersion ? 0.4 : 0.7, 0.95, WORDS, "ipv4");
    }

    /** Versions of four parts, by the nearer word before them or by how they are glued to what stands beside them. */
    private static boolean isVersion(String text, int start, int end, String address) {
        int word = WORDS.lastBefore(text, start, ANNOUNCED);
        if (VERSIONS.lastBefore(text, start, ANNOUNCED) > word) {
            return true;
        }
        return small(address)
                && (CHANGES.lastBefore(text, start, ANNOUNCED) > word
                        || (Chars.at(text, end) == '-' && Chars.letter(Chars.at(text, end + 1)))
                        || (word < 0 && !address.startsWith(PRIVATE) && isCompared(text, start))
                        || (Chars.at(text, start - 1) == '@' && !address.startsWith(PRIVATE))
                        || isTag(text, start));
    }

    /** As versions are in lists of requirements: {@code pear==7.0.0.2}, {@code >= 1.4.5.0}, {@code ~> 2.1.0.3}. */
    private static boolean isCompared(String text, int start) {
        int end = Chars.at(text, start - 1) == ' ' ? start - 1 : start;
        char first = Chars.at(text, end - 2);
        char second = Chars.at(text, end - 1);
        return (second == '=' && "=<>~!".indexOf(first) >= 0) || (second == '>' && first == '~');
    }

    /** Of an image, as in {@code shop/cart:3.0.0.3}. */
    private static boolean isTag(String text, int start) {
        if (Chars.at(text, start - 1) != ':') {
            return false;
        }
        int at = start - 2;
        int slashes = 0;
        while (at > start - MAX_NAME && (Chars.token(Chars.at(text, at)) || Chars.at(text, at) == '/')) {
            slashes += text.charAt(at) == '/' ? 1 : 0;
            at--;
        }
        return slashes > 0 && Chars.at(text, at) != ':';
    }

    /** Whether all parts are. */
    private static boolean small(String address) {
        int value = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            value = c == '.' ? 0 : 10 * value + c - '0';
            if (value >= SMALL) {
                return false;
            }
        }
        return true;
    }

    /** Four numbers from 0 to 255 with dots, without leading zeros. */
    static boolean valid(String address) {
        int parts = 0;
        int value = 0;
        int length = 0;
        for (int i = 0; i <= address.length(); i++) {
            char c = i < address.length() ? address.charAt(i) : '.';
            if (c == '.') {
                if (length == 0 || value > 255) {
                    return false;
                }
                parts++;
                value = 0;
                length = 0;
            } else if (!Chars.digit(c) || length == 3 || (length > 0 && value == 0)) {
                return false;
            } else {
                value = 10 * value + c - '0';
                length++;
            }
        }
        return parts == 4;
    }

    /** Loopback, "any", broadcast, masks, and what only names a network, as versions of browsers seem to. */
    private static boolean ofNobody(String address) {
        return address.startsWith("127.")
                || address.startsWith("0.")
                || address.startsWith("255.")
                || address.endsWith(".0.0.0");
    }
}
