package io.serai.guard.pii;

import java.util.List;

/** Pairs of latitude and longitude: decimal degrees, or degrees, minutes and seconds. */
final class CoordinatesRule implements Rule {
    private static final int DECIMALS = 4;
    private static final int FEW_DECIMALS = 2;
    private static final double NAMED = 0.9;
    /** No land is nearer to where equator and meridian cross. */
    private static final double SEA = 4;

    private static final List<String> LATITUDE = List.of("lat", "latitude");
    private static final List<String> LONGITUDE = List.of("lon", "lng", "long", "longitude");
    private static final String ASSIGNMENT = "\"'\\:= ";
    private static final int MAX_ASSIGNMENT = 6;
    private static final String BETWEEN = "\"'\\,;& \n\r\t";
    private static final int MAX_BETWEEN = 24;
    private static final int MAX_NAME = 24;
    private static final Words WORDS = Words.of(
            "lat",
            "latitude",
            "lon",
            "lng",
            "long",
            "longitude",
            "gps",
            "coord",
            "location",
            "position",
            "standort",
            "koordinat",
            "coordonn",
            "ubicaci\u00f3n",
            "posizione",
            "geo");

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() >= 6;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int i = 0;
        while (i < text.length()) {
            boolean starts = Chars.digit(text.charAt(i)) && Chars.starts(text, i);
            i = starts ? Math.max(i + 1, pair(scan, i)) : i + 1;
        }
    }

    private static int pair(Scan scan, int digit) {
        String text = scan.text;
        char sign = Chars.at(text, digit - 1);
        int start = sign == '-' || sign == '+' ? digit - 1 : digit;
        if (listed(text, start - 1)) {
            return digit;
        }
        Angle first = Angle.read(text, start);
        if (first == null) {
            return digit;
        }
        int next = separator(text, first.end());
        Angle second = next > first.end() || first.side() != 0 ? Angle.read(text, next) : null;
        if (second == null) {
            return named(scan, start, first);
        }
        if (!fit(first, second) || listedOn(text, second.end())) {
            return digit;
        }
        boolean sides = first.side() != 0 && second.side() != 0;
        int decimals = Math.min(first.decimals(), second.decimals());
        if (sides || decimals >= FEW_DECIMALS) {
            double alone = sides ? 0.85 : decimals >= DECIMALS && !numbers(text, first, second) ? 0.55 : 0.2;
            scan.add(PiiTypes.COORDINATES, start, second.end(), alone, 0.9, WORDS, "coordinates");
        }
        return second.end();
    }

    /** Pairs as matrices have them: both about 0, where there is only sea, or with zeros at the end. */
    private static boolean numbers(String text, Angle first, Angle second) {
        return (Math.abs(first.degrees()) < SEA && Math.abs(second.degrees()) < SEA)
                || (rounded(text, first) && rounded(text, second));
    }

    private static boolean rounded(String text, Angle angle) {
        return text.startsWith("00", angle.end() - 2);
    }

    /**
     * {@code "lat": 52.52000, "lon": 13.40495} and the like. Both are a find of their own: what stands between them is a
     * name. A number alone, which may be masked wherever it stands, needs all its decimals.
     */
    private static int named(Scan scan, int start, Angle first) {
        String text = scan.text;
        int name = start;
        while (name > start - MAX_ASSIGNMENT && ASSIGNMENT.indexOf(Chars.at(text, name - 1)) >= 0) {
            name--;
        }
        int next = skip(text, first.end(), BETWEEN, MAX_BETWEEN);
        int nextEnd = next;
        while (nextEnd < next + MAX_NAME && (Chars.letter(Chars.at(text, nextEnd)) || Chars.at(text, nextEnd) == '_')) {
            nextEnd++;
        }
        int from = skip(text, nextEnd, ASSIGNMENT, MAX_ASSIGNMENT);
        boolean latitude = ends(text, name, LATITUDE) && ends(text, nextEnd, LONGITUDE);
        boolean longitude = ends(text, name, LONGITUDE) && ends(text, nextEnd, LATITUDE);
        Angle second = from > nextEnd && (latitude || longitude) ? Angle.read(text, from) : null;
        if (second == null || !(latitude ? fit(first, second) : fit(second, first))) {
            return first.end();
        }
        if (Math.min(first.decimals(), second.decimals()) >= DECIMALS) {
            scan.add(PiiTypes.COORDINATES, start, first.end(), NAMED, "coordinates");
            scan.add(PiiTypes.COORDINATES, from, second.end(), NAMED, "coordinates");
        }
        return second.end();
    }

    private static int skip(String text, int from, String chars, int most) {
        int at = from;
        while (at < from + most && chars.indexOf(Chars.at(text, at)) >= 0 && at < text.length()) {
            at++;
        }
        return at;
    }

    private static boolean ends(String text, int end, List<String> names) {
        return names.stream().anyMatch(name -> text.regionMatches(true, end - name.length(), name, 0, name.length()));
    }

    private static boolean fit(Angle first, Angle second) {
        boolean swapped = first.side() == 'E' || first.side() == 'W';
        Angle latitude = swapped ? second : first;
        Angle longitude = swapped ? first : second;
        boolean sides = (latitude.side() == 0 || latitude.side() == 'N' || latitude.side() == 'S')
                && (longitude.side() == 0 || longitude.side() == 'E' || longitude.side() == 'W');
        return sides && Math.abs(latitude.degrees()) <= 90 && Math.abs(longitude.degrees()) <= 180;
    }

    private static int separator(String text, int from) {
        int at = from;
        while (at < from + 3 && " ,;/".indexOf(Chars.at(text, at)) >= 0) {
            at++;
        }
        return at;
    }

    /** Whether a comma and a number stand before: part of a longer list, as of a vector. */
    private static boolean listed(String text, int before) {
        int at = before;
        while (at >= 0 && at > before - 3 && text.charAt(at) == ' ') {
            at--;
        }
        return Chars.at(text, at) == ',' && Chars.digit(Chars.at(text, at - 1));
    }

    private static boolean listedOn(String text, int end) {
        int at = end;
        while (at < end + 3 && (Chars.at(text, at) == ' ' || Chars.at(text, at) == ',' || Chars.at(text, at) == '-')) {
            at++;
        }
        return Chars.at(text, end) == ',' && Chars.digit(Chars.at(text, at));
    }
}
