package io.serai.tokens.bpe;

/** The English endings {@code 's 't 're 've 'm 'll 'd}. */
final class Contractions {
    private static final char LONG_S = '\u017F';

    private Contractions() {}

    /** End of the ending at {@code at}, which is {@code at} where there is none; case and long s are ignored. */
    static int anyCase(char[] text, int at, int to) {
        if (at + 1 >= to || text[at] != '\'') {
            return at;
        }
        char first = lower(text[at + 1]);
        char second = at + 2 < to ? lower(text[at + 2]) : 0;
        return at + length(first == LONG_S ? 's' : first, second);
    }

    /** As {@link #anyCase}, in lower case only. */
    static int lowerCase(char[] text, int at, int to) {
        if (at + 1 >= to || text[at] != '\'') {
            return at;
        }
        return at + length(text[at + 1], at + 2 < to ? text[at + 2] : 0);
    }

    private static int length(char first, char second) {
        return switch (first) {
            case 's', 't', 'm', 'd' -> 2;
            case 'r', 'v' -> second == 'e' ? 3 : 0;
            case 'l' -> second == 'l' ? 3 : 0;
            default -> 0;
        };
    }

    private static char lower(char unit) {
        return unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
    }
}
