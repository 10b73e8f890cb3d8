package io.serai.guard.pii;

import java.util.List;

/** Words that say what stands beside them, in lower case. ASCII ones match from the start of a word. */
final class Words {
    private static final int BEFORE = 48;
    private static final int AFTER = 24;
    private static final int SHORT = 3;
    /** As many make a number that a word is used up by. */
    private static final int LEAST_DIGITS = 6;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = words;
    }

    static Words of(String... words) {
        return new Words(List.of(words));
    }

    /** Where the last of them begins that stands shortly before {@code start}, or -1. */
    int lastBefore(String text, int start) {
        return lastBefore(text, start, BEFORE);
    }

    /**
     * Where the last of them begins that stands at most {@code distance} characters before {@code start}, or -1. A word
     * on an earlier line that has its number there says nothing about a number with a label of its own.
     */
    int lastBefore(String text, int start, int distance) {
        int begin = Math.max(0, start - distance);
        int last = -1;
        String lower = lower(text, begin, start);
        for (String word : words) {
            for (int at = lower.lastIndexOf(word); at >= 0 && begin + at > last; at = lower.lastIndexOf(word, at - 1)) {
                if (stands(word, text, begin + at)) {
                    last = begin + at;
                }
            }
        }
        return last >= 0 && labelledAnew(text, last, start) ? -1 : last;
    }

    private static boolean labelledAnew(String text, int word, int start) {
        int line = text.substring(word, start).lastIndexOf('\n') + word;
        if (line < word) {
            return false;
        }
        long digits = text.substring(word, line)
                .chars()
                .filter(c -> Chars.digit((char) c))
                .count();
        return digits >= LEAST_DIGITS && text.substring(line, start).chars().anyMatch(Character::isLetter);
    }

    /** Whether one of them stands shortly behind the piece, on its line. One before a colon announces what follows. */
    boolean behind(String text, int end) {
        int limit = end;
        while (limit < text.length() && limit < end + AFTER && text.charAt(limit) != '\n') {
            limit++;
        }
        String lower = lower(text, end, limit);
        for (String word : words) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                if (stands(word, text, end + at) && !announces(text, end + at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean announces(String text, int word) {
        int at = word;
        while (at < word + AFTER && (Chars.written(Chars.at(text, at)) || "\"'".indexOf(Chars.at(text, at)) >= 0)) {
            at++;
        }
        return ":=\uff1a".indexOf(Chars.at(text, at)) >= 0;
    }

    private static String lower(String text, int begin, int end) {
        var window = new char[Math.max(0, end - begin)];
        for (int i = 0; i < window.length; i++) {
            // One by one: lower case of a whole text may have another length.
            window[i] = Character.toLowerCase(text.charAt(begin + i));
        }
        return new String(window);
    }

    private static boolean stands(String word, String text, int at) {
        char before = Chars.at(text, at - 1);
        boolean camel = Chars.upper(text.charAt(at)) && Chars.lower(before);
        boolean starts = word.charAt(0) >= 0x80 || camel || !Chars.cased(before);
        boolean ends =
                word.length() > SHORT || word.charAt(0) >= 0x80 || !Chars.cased(Chars.at(text, at + word.length()));
        return starts && ends;
    }
}
