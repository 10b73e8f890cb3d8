package io.serai.guard.pii;

/** IPv6 addresses and MAC addresses. */
final class ColonHexRule implements Rule {
    private static final int MAX_IPV6 = 45;
    private static final int MAC_LENGTH = 17;
    private static final Words IP = Words.of("ip", "ipv6", "address", "host", "server", "adresse");
    private static final Words MAC = Words.of("mac", "ethernet", "bssid", "hwaddr", "ether", "wlan", "wifi", "device");

    @Override
    public boolean applies(Traits traits) {
        return traits.colons() > 1 || traits.digits() > 1;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Chars.hex(c) && c != ':') {
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && (Chars.hex(text.charAt(end)) || ":.-".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            if (Chars.starts(text, i) && Chars.ends(text, end) && end - i <= 2 * MAX_IPV6) {
                run(scan, i, end);
            }
            i = end;
        }
    }

    private static void run(Scan scan, int from, int to) {
        String text = scan.text;
        int start = from;
        int end = to;
        while (end > start && (".-".indexOf(text.charAt(end - 1)) >= 0 || loneColon(text, end - 1, end - 2))) {
            end--;
        }
        if (start < end && loneColon(text, start, start + 1)) {
            start++;
        }
        String run = text.substring(start, end);
        if (mac(run)) {
            scan.add(PiiTypes.MAC, start, end, run.length() == MAC_LENGTH ? 0.85 : 0.55, 0.97, MAC, "mac");
        } else if (run.length() <= MAX_IPV6) {
            int groups = ipv6Groups(run);
            if (groups > 0) {
                scan.add(PiiTypes.IP, start, end, groups == 8 ? 0.9 : groups > 2 ? 0.7 : 0.3, 0.95, IP, "ipv6");
            }
        }
    }

    private static boolean loneColon(String text, int index, int beside) {
        return text.charAt(index) == ':' && Chars.at(text, beside) != ':';
    }

    /** {@code 00:1b:44:11:3a:b7}, with dashes, or {@code 001b.4411.3ab7}; not all the same. */
    private static boolean mac(String run) {
        boolean dotted = run.length() == 14 && run.charAt(4) == '.';
        if (run.length() != MAC_LENGTH && !dotted) {
            return false;
        }
        char separator = dotted ? '.' : run.charAt(2);
        int step = dotted ? 5 : 3;
        boolean letter = false;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            if (i % step == step - 1 ? c != separator : !Chars.hex(c)) {
                return false;
            }
            letter |= Chars.letter(c);
        }
        boolean same = run.chars().filter(c -> c != separator).distinct().count() == 1;
        return !same && (separator == ':' || separator == '-' || (separator == '.' && letter));
    }

    /** How many groups are written, or 0 if it is no address or one of nobody. */
    private static int ipv6Groups(String run) {
        int gap = run.indexOf("::");
        if (gap >= 0 && run.indexOf("::", gap + 1) >= 0) {
            return 0;
        }
        int groups = 0;
        int start = 0;
        for (int i = 0; i <= run.length(); i++) {
            if (i < run.length() && run.charAt(i) != ':') {
                continue;
            }
            String part = run.substring(start, i);
            start = i + 1;
            boolean mapped = i == run.length() && groups > 0 && Ipv4.valid(part);
            if (!mapped && (part.length() > 4 || part.indexOf('.') >= 0 || part.indexOf('-') >= 0)) {
                return 0;
            }
            groups += mapped ? 2 : part.isEmpty() ? 0 : 1;
        }
        boolean whole = gap < 0 ? groups == 8 : groups < 8;
        boolean nobody = run.equals("::1") || groups == 0;
        return whole && !nobody ? groups : 0;
    }
}
