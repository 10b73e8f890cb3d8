package io.serai.bench.trace;

import java.util.random.RandomGenerator;

/** Seeded filler text: lower-case words that need no escaping in JSON. */
public final class Text {
    private static final int LONGEST_WORD = 8;
    private static final int LETTERS = 26;

    private Text() {}

    /** Exactly {@code length} ASCII characters. */
    public static String words(RandomGenerator random, int length) {
        var text = new StringBuilder(length);
        while (text.length() < length) {
            int letters = 2 + random.nextInt(LONGEST_WORD - 1);
            for (int i = 0; i < letters; i++) {
                text.append((char) ('a' + random.nextInt(LETTERS)));
            }
            text.append(' ');
        }
        text.setLength(length);
        return text.toString();
    }
}
