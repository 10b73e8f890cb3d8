package io.serai.guard.pii;

import java.util.List;

/** Words that say what stands beside them, in lower case. ASCII ones match from the start of a word. */
final class Words {
    private static final int BEFORE = 48;
    private static final int AFTER = 24;
    private static final int SHORT = 3;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = words;
    }

    static Words of(String... words) {
        return new Words(List.of(words));
    }

    /** Whether one of them stands shortly before or behind the piece. */
    boolean near(String text, int start, int end) {
        return within(text, start - BEFORE, start) || within(text, end, end + AFTER);
    }

    /** Whether one of them stands at most {@code distance} characters before the piece. */
    boolean before(String text, int start, int distance) {
        return within(text, start - distance, start);
    }

    private boolean within(String text, int from, int to) {
        int begin = Math.max(0, from);
        int end = Math.min(text.length(), to);
        if (begin >= end) {
            return false;
        }
        var window = new char[end - begin];
        for (int i = 0; i < window.length; i++) {
            // One by one: lower case of a whole text may have another length.
            window[i] = Character.toLowerCase(text.charAt(begin + i));
        }
        var lower = new String(window);
        for (String word : words) {
            if (holds(lower, word, text, begin)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String lower, String word, String text, int offset) {
        for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
            char before = Chars.at(text, offset + at - 1);
            boolean camel = Chars.upper(text.charAt(offset + at)) && Chars.lower(before);
            boolean starts = word.charAt(0) >= 0x80 || camel || !Character.isLetter(before);
            boolean ends = word.length() > SHORT
                    || word.charAt(0) >= 0x80
                    || !Character.isLetter(Chars.at(text, offset + at + word.length()));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }
}
