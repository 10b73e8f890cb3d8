package io.serai.guard.pii;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How scripts set words apart. */
public final class Scripts {
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    private Scripts() {}

    /** Whether the script of a code point writes words without spaces between them. */
    public static boolean unspaced(int codePoint) {
        return UNSPACED.contains(UnicodeScript.of(codePoint));
    }

    /** Whether another word may stand right beside the letter: there is no space, or a particle follows, as in Korean. */
    static boolean attaches(char letter) {
        return unspaced(letter) || UnicodeScript.of(letter) == UnicodeScript.HANGUL;
    }
}
