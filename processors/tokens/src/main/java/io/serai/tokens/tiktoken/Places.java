package io.serai.tokens.tiktoken;

import io.serai.core.Encoding;
import io.serai.tokens.bpe.Ids;

/** Places of tokens in a text, worked out from their lengths in bytes. For one call. */
final class Places {
    private final Ids starts;
    private final Ids ends;
    private final Ids lengths = new Ids(16);

    Places(int expected) {
        this.starts = new Ids(expected);
        this.ends = new Ids(expected);
    }

    void add(int start, int end) {
        starts.add(start);
        ends.add(end);
    }

    /** Where the lengths of the tokens of a word go before {@link #word}. */
    Ids lengths() {
        return lengths;
    }

    /** Takes the tokens of the word that starts at {@code from}; one that is part of a character names all of it. */
    void word(char[] text, int from) {
        int at = from;
        int passed = 0; // bytes of the character at "at" that belong to earlier tokens
        for (int i = 0; i < lengths.size(); i++) {
            int start = at;
            int last = at;
            for (passed += lengths.get(i); passed > 0 && passed >= utf8Length(text[at]); ) {
                passed -= utf8Length(text[at]);
                at += units(text[at]);
                last = at;
            }
            add(start, passed > 0 ? at + units(text[at]) : last);
        }
        lengths.clear();
    }

    Encoding encoding(Ids ids) {
        return new Encoding(ids.toArray(), starts.toArray(), ends.toArray());
    }

    private static int utf8Length(char c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isHighSurrogate(c) ? 4 : 3;
    }

    private static int units(char c) {
        return Character.isHighSurrogate(c) ? 2 : 1;
    }
}
