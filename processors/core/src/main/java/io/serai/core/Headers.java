package io.serai.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** HTTP header fields in the order they came; names compare without regard to case. */
public final class Headers {
    private static final Headers EMPTY = new Headers(List.of());

    private final List<String> namesAndValues;

    private Headers(List<String> namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** No fields at all. */
    public static Headers empty() {
        return EMPTY;
    }

    /**
     * Fields from alternating names and values.
     *
     * @throws IllegalArgumentException if a value is missing
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("header " + namesAndValues[namesAndValues.length - 1] + " has no value");
        }
        return new Headers(List.of(namesAndValues));
    }

    /** A builder, for adapters of transports. */
    public static Builder builder() {
        return new Builder();
    }

    /** The first value of {@code name}, or null. */
    public @Nullable String first(String name) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            if (namesAndValues.get(i).equalsIgnoreCase(name)) {
                return namesAndValues.get(i + 1);
            }
        }
        return null;
    }

    /** Calls {@code visitor} with each name and value, in order. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            visitor.accept(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }

    /** Number of fields. */
    public int size() {
        return namesAndValues.size() / 2;
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        var names = new ArrayList<String>();
        forEach((name, value) -> names.add(name));
        return "Headers" + names;
    }

    /** Collects fields; not thread-safe. */
    public static final class Builder {
        private final List<String> namesAndValues = new ArrayList<>();

        private Builder() {}

        /** Appends a field. */
        public Builder add(String name, String value) {
            namesAndValues.add(name);
            namesAndValues.add(value);
            return this;
        }

        /** The fields added so far; the builder must not be used again. */
        public Headers build() {
            return namesAndValues.isEmpty() ? EMPTY : new Headers(namesAndValues);
        }
    }
}
