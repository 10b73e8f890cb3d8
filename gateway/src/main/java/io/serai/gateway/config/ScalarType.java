package io.serai.gateway.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are written as one word.
 *
 * @param parser makes a value of the text, or null where the text is none
 */
record ScalarType<T>(String title, String expected, Map<String, Object> schema, boolean secret, Parser<T> parser)
        implements Type<T> {

    /** Gives text a meaning. */
    interface Parser<T> {
        /** Null if {@code scalar} is not of the type. */
        @Nullable
        T parse(Tree.Scalar scalar, Reading in);
    }

    /** A type whose parser needs only the text. */
    static <T> ScalarType<T> of(String title, String expected, Map<String, Object> schema, TextParser<T> parser) {
        return new ScalarType<>(title, expected, schema, false, (scalar, _) -> parser.parse(scalar.text()));
    }

    /** Gives text a meaning. */
    interface TextParser<T> {
        /** Null if {@code text} is not of the type. */
        @Nullable
        T parse(String text);
    }

    @Override
    public @Nullable T read(Tree tree, String key, Reading in) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            in.refuse(tree.place(), key, "found " + tree.kind(), "set " + expected);
            return null;
        }
        T value = parser.parse(scalar, in);
        if (value == null) {
            in.refuse(tree.place(), key, seen(scalar), "set " + expected);
        }
        return value;
    }

    private String seen(Tree.Scalar scalar) {
        if (scalar.text().isEmpty()) {
            return "found an empty value";
        }
        if (secret) {
            return "found something else (not shown)";
        }
        // A URL may carry a password in front of its host.
        boolean credentials = scalar.raw().contains("://") && scalar.raw().contains("@");
        return credentials ? "found a URL with a user (not shown)" : "found '" + scalar.raw() + "'";
    }
}
