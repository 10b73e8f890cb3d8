package io.serai.guard.pii;

/** IPv4 addresses, and what only looks like one. */
final class Ipv4 {
    private static final Words WORDS = Words.of("ip", "ipv4", "address", "host", "server", "adresse", "direcci\u00f3n");
    private static final Words OTHERS =
            Words.of("v", "ver", "version", "release", "section", "chapter", "build", "kapitel", "abschnitt", "oid");
    private static final int ANNOUNCED = 12;

    private Ipv4() {}

    static void check(Scan scan, Groups groups) {
        if (groups.groups() != 4 || groups.length() > 12 || !scan.wants(PiiTypes.IP)) {
            return;
        }
        String text = scan.text;
        int start = groups.start();
        String address = text.substring(start, groups.end());
        if (valid(address) && !ofNobody(address) && Chars.at(text, start - 1) != '.') {
            boolean version = OTHERS.before(text, start, ANNOUNCED);
            scan.add(PiiTypes.IP, start, groups.end(), version ? 0.1 : 0.7, version ? 0.1 : 0.95, WORDS, "ipv4");
        }
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

    /** Loopback, "any", broadcast and masks. */
    private static boolean ofNobody(String address) {
        return address.startsWith("127.") || address.startsWith("0.") || address.startsWith("255.");
    }
}
