package io.serai.gateway.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values an option takes: how they are read, checked, and described in the reference and the schema. */
interface Type<T> {
    /**
     * Reads a value. References of the value itself are resolved, those inside of it are not.
     *
     * @param key path of the value, for messages
     * @return null after a problem, which has been reported
     */
    @Nullable
    T read(Tree tree, String key, Reading in);

    /** For the reference: {@code duration}, {@code list of URLs}. */
    String title();

    /** Continues "set ...": {@code a duration such as 10s}. */
    String expected();

    /** JSON Schema of the value. */
    Map<String, Object> schema();

    /** The value as settings show it: of numbers, texts, lists and maps, or of what prints as a user would write it. */
    default Object shown(T value) {
        return value;
    }

    /** Whether it is read in one go, so that a whole value is a setting; sections and lists of them are not. */
    default boolean leaf() {
        return true;
    }

    /** Whether its text must not be printed. */
    default boolean secret() {
        return false;
    }
}
