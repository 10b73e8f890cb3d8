package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a filter works on instead of the element itself: {@code attribute='function.name'}. Parts that are digits are
 * indexes.
 */
final class Attributes {
    private final List<@Nullable Object> parts;
    private final boolean ignoreCase;
    private final @Nullable Object byDefault;

    /** @param byDefault null for none */
    Attributes(@Nullable Object attribute, boolean ignoreCase, @Nullable Object byDefault) {
        parts = parts(attribute);
        this.ignoreCase = ignoreCase;
        this.byDefault = byDefault;
    }

    /** For a list of attributes, separated by commas. */
    static List<Attributes> several(@Nullable Object attribute, boolean ignoreCase) {
        var several = new ArrayList<Attributes>();
        if (attribute instanceof String names) {
            for (String name : names.split(",", -1)) {
                several.add(new Attributes(name, ignoreCase, null));
            }
        } else {
            several.add(new Attributes(attribute, ignoreCase, null));
        }
        return several;
    }

    private static List<@Nullable Object> parts(@Nullable Object attribute) {
        var parts = new ArrayList<@Nullable Object>();
        if (attribute instanceof String path) {
            for (String part : path.split("\\.", -1)) {
                boolean index =
                        !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
                parts.add(index ? (Object) Long.valueOf(part) : part);
            }
        } else if (attribute != null && attribute != Missing.MISSING) {
            parts.add(attribute);
        }
        return parts;
    }

    @Nullable
    Object of(@Nullable Object element, Meter meter) {
        Object value = element;
        for (Object part : parts) {
            value = Values.item(value, part, meter);
            if (byDefault != null && value instanceof Undefined) {
                value = byDefault;
            }
        }
        return ignoreCase ? lower(value) : value;
    }

    static @Nullable Object lower(@Nullable Object value) {
        String text = Markup.textOf(value);
        return text == null ? value : text.toLowerCase(Locale.ROOT);
    }
}
