package io.serai.tokens.template.python;

import java.util.Locale;

/** Upper, lower and title case as Python's {@code str} has them. */
final class Casing {
    private Casing() {}

    static String upper(int c) {
        return Character.toString(c).toUpperCase(Locale.ROOT);
    }

    private static String lower(int c) {
        return Character.toString(c).toLowerCase(Locale.ROOT);
    }

    private static String titled(int c) {
        int title = Character.toTitleCase(c);
        if (title != c || Character.isTitleCase(c)) {
            return Character.toString(title);
        }
        String upper = upper(c);
        if (upper.codePointCount(0, upper.length()) == 1) {
            return upper;
        }
        // one letter that is several in upper case, as the sharp s: only the first of them is upper
        int first = upper.offsetByCodePoints(0, 1);
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int rest = text.offsetByCodePoints(0, 1);
        String lower = text.toLowerCase(Locale.ROOT);
        String first = lower(text.codePointAt(0));
        return titled(text.codePointAt(0)) + lower.substring(Math.min(first.length(), Math.max(rest, first.length())));
    }

    /** The first of every run of letters is upper, the others are lower. */
    static String title(String text) {
        var out = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        boolean sameLength = lower.length() == text.length();
        boolean within = false;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (!within) {
                out.append(titled(c));
            } else if (sameLength) {
                out.append(lower, i, i + Character.charCount(c)); // knows the final sigma
            } else {
                out.append(lower(c));
            }
            within = isCased(c);
        }
        return out.toString();
    }

    static String swapped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.append(
                        Character.isUpperCase(c)
                                ? lower(c)
                                : Character.isLowerCase(c) ? upper(c) : Character.toString(c)));
        return out.toString();
    }

    /** For comparing without case: the sharp s is two letters here. */
    static String folded(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.append(
                        lower(c).equals(Character.toString(c)) ? upper(c).toLowerCase(Locale.ROOT) : lower(c)));
        return out.toString();
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isTitle(String text) {
        boolean any = false;
        boolean within = false;
        for (int c : text.codePoints().toArray()) {
            boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
            if (upper == within && (upper || Character.isLowerCase(c))) {
                return false;
            }
            within = upper || Character.isLowerCase(c);
            any |= within;
        }
        return any;
    }
}
