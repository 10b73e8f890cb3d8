package io.serai.guard;

import java.util.List;

/** A set of header field names and prefixes, compared without regard to case and without allocating. */
final class FieldNames {
    private final String[][] byLength;
    private final String[] prefixes;

    FieldNames(List<String> names, List<String> prefixes) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        this.byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] =
                    names.stream().filter(name -> name.length() == wanted).toArray(String[]::new);
        }
        this.prefixes = prefixes.toArray(String[]::new);
    }

    boolean contains(String name) {
        if (name.length() < byLength.length) {
            for (String candidate : byLength[name.length()]) {
                if (candidate.equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        for (String prefix : prefixes) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
