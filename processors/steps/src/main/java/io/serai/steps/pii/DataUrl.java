package io.serai.steps.pii;

import java.util.regex.Pattern;

/** Addresses that are nothing but the bytes of a file: {@code data:image/png;base64,...}. */
final class DataUrl {
    private static final int LEAST = 64;
    private static final int MOST_DIGITS = 5;
    private static final String BASE64 = ";base64,";
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "data:(?:(?:application|audio|font|image|model|text|video)/[a-z0-9.+-]+(?:;[a-z]+=[a-z0-9.+-]+)*)?",
            Pattern.CASE_INSENSITIVE);

    private DataUrl() {}

    /** Whether {@code text} is one: a text that only begins like that is none. */
    static boolean is(String text) {
        int comma = text.length() >= LEAST && text.startsWith("data:") ? text.indexOf(BASE64) : -1;
        if (comma < 0 || comma > LEAST || !isMediaType(text.substring(0, comma))) {
            return false;
        }
        for (int i = comma + BASE64.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            boolean base64 = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!base64 && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }

    /** What says more than which kind of file it is may be a value. */
    private static boolean isMediaType(String start) {
        return start.chars().filter(Character::isDigit).count() <= MOST_DIGITS
                && MEDIA_TYPE.matcher(start).matches();
    }
}
