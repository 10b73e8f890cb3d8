package io.serai.tokens.bpe;

/** Cuts text into words, one after the other, as a regular expression would. Stateless and thread-safe. */
public interface WordScanner {
    /**
     * End of the word that starts at {@code from}.
     *
     * @param text  the text; what lies behind {@code to} does not count
     * @param from  0 or the end of the word before; below {@code to}
     * @param to    where the text ends
     * @return above {@code from}, at most {@code to}
     */
    int next(char[] text, int from, int to);
}
