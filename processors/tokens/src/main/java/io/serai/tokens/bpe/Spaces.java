package io.serai.tokens.bpe;

/** White space, which most families cut alike. */
final class Spaces {
    private Spaces() {}

    /**
     * {@code \s*[\r\n]+|\s+(?!\S)|\s+}: to behind the last line end of the run; else all of it if the text ends there,
     * or all but the last character, which goes to the word that follows.
     */
    static int withLineEnds(char[] text, int from, int to) {
        int end = from;
        int lineEnd = -1;
        while (end < to) {
            int at = CharClass.at(text, end, to);
            if ((at & CharClass.SPACE) == 0) {
                break;
            }
            end++;
            if (at == CharClass.LINE_END) {
                lineEnd = end;
            }
        }
        return lineEnd >= 0 ? lineEnd : rest(from, end, to);
    }

    /** {@code \s+(?!\S)|\s+}. */
    static int plain(char[] text, int from, int to) {
        return rest(from, CharClass.run(text, from, to, CharClass.SPACE), to);
    }

    private static int rest(int from, int end, int to) {
        return end == to || end - from == 1 ? end : end - 1;
    }
}
