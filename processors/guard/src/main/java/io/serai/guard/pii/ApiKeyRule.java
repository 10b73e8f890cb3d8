package io.serai.guard.pii;

import java.util.ArrayList;
import java.util.List;

/** Keys of vendors that put a known prefix before them, at the start of a word. */
final class ApiKeyRule implements Rule {
    private static final int MIN_RUN = 18;
    private static final List<List<KeyFormat>> BY_FIRST = byFirst();

    private static List<List<KeyFormat>> byFirst() {
        var table = new ArrayList<List<KeyFormat>>();
        for (int i = 0; i < 128; i++) {
            char first = (char) i;
            table.add(KeyFormat.ALL.stream()
                    .filter(format -> format.prefix().charAt(0) == first)
                    .toList());
        }
        return List.copyOf(table);
    }

    @Override
    public boolean applies(Traits traits) {
        return traits.longestRun() >= MIN_RUN;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && !BY_FIRST.get(c).isEmpty() && Chars.starts(text, i)) {
                i = Math.max(i, key(scan, i, BY_FIRST.get(c)) - 1);
            }
        }
    }

    private static int key(Scan scan, int start, List<KeyFormat> formats) {
        for (KeyFormat format : formats) {
            int end = format.end(scan.text, start);
            if (end > 0) {
                scan.add(PiiTypes.API_KEY, start, end, 0.97, format.vendor() + "-key");
                return end;
            }
        }
        return -1;
    }
}
