package io.serai.guard.pii;

/** Classes of ASCII characters; the ones of {@link Character} know all scripts, which identifiers are not made of. */
final class Chars {
    private Chars() {}

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(char c) {
        return lower(c) || upper(c);
    }

    static boolean alnum(char c) {
        return digit(c) || letter(c);
    }

    static boolean token(char c) {
        return alnum(c) || c == '-' || c == '_';
    }

    static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /**
     * Whether a number or an identifier could go on with it: a digit of any script, {@code _}, or a letter of a script
     * that has capitals. All other letters (Han, kana, Hangul, Thai, Arabic, Hebrew, Devanagari) are put right beside
     * numbers and addresses, which do not go on with them.
     */
    static boolean word(char c) {
        return c < 0x80 ? alnum(c) || c == '_' : cased(c) || Character.isDigit(c);
    }

    /** A letter of a script that has capitals. */
    static boolean cased(char c) {
        int type = Character.getType(c);
        return type == Character.LOWERCASE_LETTER
                || type == Character.UPPERCASE_LETTER
                || type == Character.TITLECASE_LETTER;
    }

    /** What words of any script are written with: letters, their marks, digits and {@code _}. */
    static boolean written(int c) {
        if (c < 0x80) {
            return alnum((char) c) || c == '_';
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether a word that has {@code before} goes on with {@code after}. */
    static boolean joined(char before, char after) {
        if (word(before) || word(after)) {
            return word(before) && word(after);
        }
        return written(before) && written(after) && !Scripts.attaches(before) && !Scripts.attaches(after);
    }

    /** The character at {@code index}, a line break outside of the text. */
    static char at(CharSequence text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
    }

    /**
     * Whether a number or an identifier may begin at {@code index}: at the start of a word, behind {@code _}, which is
     * emphasis in Markdown and a blank in names, and behind an escape such as the {@code \n} of a JSON string and the
     * {@code %3D} of a URL.
     */
    static boolean starts(CharSequence text, int index) {
        char before = at(text, index - 1);
        return !goesOn(before)
                || (at(text, index - 2) == '\\' && (before == 'n' || before == 't' || before == 'r'))
                || (at(text, index - 3) == '%' && hex(at(text, index - 2)) && hex(before));
    }

    /** Whether a number or an identifier may end before {@code index}. */
    static boolean ends(CharSequence text, int index) {
        return !goesOn(at(text, index));
    }

    private static boolean goesOn(char c) {
        return c != '_' && word(c);
    }

    /** End of the run of letters and digits from {@code start}, at most {@code max} long. */
    static int alnumEnd(CharSequence text, int start, int max) {
        int end = start;
        int limit = Math.min(text.length(), start + max);
        while (end < limit && alnum(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
