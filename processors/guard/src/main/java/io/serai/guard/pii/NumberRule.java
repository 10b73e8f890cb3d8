package io.serai.guard.pii;

/** Numbers of digits and single separators: cards, national ids, IPv4 addresses. */
final class NumberRule implements Rule {
    private static final int MIN_DIGITS = 4;

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() >= MIN_DIGITS;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        var groups = new Groups(text);
        int i = 0;
        while (i < text.length()) {
            if (!Chars.digit(text.charAt(i))) {
                i++;
                continue;
            }
            boolean starts = Chars.starts(text, i) && !goesOn(text, i);
            int end = groups.read(i);
            if (starts) {
                candidates(scan, groups);
            }
            i = end;
        }
    }

    /** Whether the digit belongs to what stands before it, as in {@code 0.4111} and {@code 12-4111}. */
    private static boolean goesOn(String text, int index) {
        char before = Chars.at(text, index - 1);
        return (before == '.' || before == '-' || before == ',') && Chars.digit(Chars.at(text, index - 2));
    }

    private static void candidates(Scan scan, Groups groups) {
        for (int count = 1; count <= groups.count(); count++) {
            if (groups.use(count)) {
                Ipv4.check(scan, groups);
                if (groups.length() >= NationalNumbers.MIN_DIGITS) {
                    NationalNumbers.check(scan, groups, groups.digits(), groups.shape());
                }
                if (groups.length() >= CardNumber.MIN_DIGITS) {
                    CardNumber.check(scan, groups, groups.digits(), groups.shape());
                }
            }
        }
    }
}
