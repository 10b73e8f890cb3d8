package io.serai.dialects;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns untyped text of a parameter into JSON, by the types that its schema allows. What fits none is a string. */
final class TypedValue {
    private TypedValue() {}

    /** Whether the value is a string whatever it says, so that it can be passed on while it arrives. */
    static boolean isPlainString(Set<Schema.Type> types) {
        return types.size() == 1 && types.contains(Schema.Type.STRING);
    }

    /** {@code text} as JSON. Without types: JSON, else a Python literal, else a string. */
    static String json(String text, Set<Schema.Type> types) {
        String value = text.strip();
        if (types.isEmpty()) {
            String guessed = structured(value, true, true, true);
            return guessed != null ? guessed : JsonQuote.quote(text);
        }
        boolean numbers = types.contains(Schema.Type.INTEGER) || types.contains(Schema.Type.NUMBER);
        boolean words = types.contains(Schema.Type.BOOLEAN) || types.contains(Schema.Type.NULL);
        boolean nested = types.contains(Schema.Type.OBJECT) || types.contains(Schema.Type.ARRAY);
        String typed = words ? word(value, types) : null;
        if (typed == null && numbers && isNumber(value)) {
            typed = value;
        }
        if (typed == null && nested) {
            typed = nested(value);
        }
        if (typed == null && !types.contains(Schema.Type.STRING)) {
            typed = structured(value, numbers, words, nested);
        }
        return typed != null ? typed : JsonQuote.quote(text);
    }

    /** {@code text} as JSON if it is JSON, else as a string. */
    static String jsonOrString(String text) {
        String value = text.strip();
        return JsonText.isValid(value) ? value : JsonQuote.quote(text);
    }

    private static @Nullable String word(String value, Set<Schema.Type> types) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "true", "false" -> types.contains(Schema.Type.BOOLEAN) ? lower : null;
            case "null", "none" -> types.contains(Schema.Type.NULL) ? "null" : null;
            default -> null;
        };
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.charAt(0) <= '9' && value.charAt(0) != '"' && JsonText.isValid(value);
    }

    private static @Nullable String nested(String value) {
        if (value.isEmpty() || (value.charAt(0) != '{' && value.charAt(0) != '[')) {
            return null;
        }
        return JsonText.isValid(value) ? value : PythonText.json(value);
    }

    /** A value that is not of its declared type, but is no string either. */
    private static @Nullable String structured(String value, boolean numbers, boolean words, boolean nested) {
        if (value.equals("null") || value.equals("None")) {
            return "null";
        }
        if (words && (value.equals("True") || value.equals("False"))) {
            return value.toLowerCase(Locale.ROOT);
        }
        String guess = nested ? nested(value) : null;
        if (guess == null && (numbers || words) && JsonText.isValid(value)) {
            guess = value;
        }
        return guess;
    }
}
