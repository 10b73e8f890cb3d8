package io.serai.tokens.template.python;

import io.serai.tokens.template.syntax.Blanks;
import org.jspecify.annotations.Nullable;

/** {@code strip} and its kin. */
final class Stripping {
    private Stripping() {}

    /** {@code text} without white space, or any of {@code chars}, at its ends. */
    static String strip(String text, @Nullable Object chars, boolean left, boolean right) {
        if (chars == null || chars == Missing.MISSING) {
            int end = right ? Blanks.endWithout(text) : text.length();
            int start = left ? Math.min(Blanks.skip(text, 0), end) : 0;
            return text.substring(start, end);
        }
        String set = Markup.textOf(chars);
        if (set == null) {
            throw Failure.type("strip arg must be None or str, not " + Types.name(chars));
        }
        int start = 0;
        int end = text.length();
        while (left && start < end && set.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && set.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
