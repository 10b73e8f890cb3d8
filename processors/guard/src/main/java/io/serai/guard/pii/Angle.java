package io.serai.guard.pii;

import org.jspecify.annotations.Nullable;

/**
 * A written angle.
 *
 * @param degrees  with its sign
 * @param decimals digits behind the point of the degrees
 * @param side     {@code N}, {@code S}, {@code E}, {@code W}, or 0 if none is written
 * @param end      index behind it
 */
record Angle(double degrees, int decimals, char side, int end) {
    private static final int MAX_DECIMALS = 15;

    /** The angle that begins at {@code start}, or null if there is none. */
    static @Nullable Angle read(String text, int start) {
        char sign = Chars.at(text, start);
        int from = sign == '-' || sign == '+' ? start + 1 : start;
        int whole = Chars.alnumEnd(text, from, 4);
        if (whole == from || whole - from > 3 || !Chars.digit(text.charAt(from)) || !digits(text, from, whole)) {
            return null;
        }
        double degrees = Integer.parseInt(text.substring(from, whole));
        int end = fractionEnd(text, whole);
        int decimals = end > whole ? end - whole - 1 : 0;
        if (decimals > MAX_DECIMALS) {
            return null;
        }
        degrees += decimals > 0 ? Double.parseDouble("0" + text.substring(whole, end)) : 0;
        if (Chars.at(text, end) == '\u00b0') {
            end = decimals == 0 ? minutesEnd(text, end + 1) : end + 1;
        } else if (decimals == 0) {
            return null;
        }
        return withSide(text, sign == '-' ? -degrees : degrees, decimals, end);
    }

    private static @Nullable Angle withSide(String text, double degrees, int decimals, int end) {
        int at = Chars.at(text, end) == ' ' ? end + 1 : end;
        char side = Chars.at(text, at);
        if ("NSEWO".indexOf(side) >= 0 && Chars.ends(text, at + 1)) {
            return new Angle(degrees, decimals, side == 'O' ? 'W' : side, at + 1);
        }
        return Chars.ends(text, end) ? new Angle(degrees, decimals, (char) 0, end) : null;
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int fractionEnd(String text, int point) {
        if (Chars.at(text, point) != '.' || !Chars.digit(Chars.at(text, point + 1))) {
            return point;
        }
        int end = point + 1;
        while (end <= point + MAX_DECIMALS + 1 && Chars.digit(Chars.at(text, end))) {
            end++;
        }
        return end;
    }

    /** End of {@code 26'46.3"}, as far as it is there. */
    private static int minutesEnd(String text, int from) {
        int end = from;
        for (int part = 0; part < 2; part++) {
            int number = Chars.at(text, end) == ' ' ? end + 1 : end;
            int digits = Chars.alnumEnd(text, number, 3);
            int mark = fractionEnd(text, digits);
            if (digits == number
                    || !digits(text, number, digits)
                    || "'\"\u2032\u2033\u2019\u201d".indexOf(Chars.at(text, mark)) < 0) {
                return end;
            }
            end = mark + 1;
        }
        return end;
    }
}
