package io.serai.gateway.config;

import java.util.Optional;

/**
 * A flag that sets an option.
 *
 * @param name    with its dashes
 * @param metavar the value in {@code --help}; for {@link Form#SWITCH} empty
 * @param form    how values become the option's
 * @param text    what a switch sets
 * @param remark  where it differs from the SGLang router's; empty where it does not
 */
record Flag(String name, String metavar, Form form, String text, String remark) {
    /** How a flag's values become an option's. */
    enum Form {
        /** As written. */
        VALUE,
        /** No value. */
        SWITCH,
        /** Several values behind one flag, up to the next flag. */
        LIST,
        /** One value, the option being a list. */
        ITEM,
        /** A whole number of seconds. */
        SECONDS,
        /** A whole number of milliseconds. */
        MILLIS,
        /** A number of retries: one less than attempts. */
        RETRIES,
        /** A limit that -1 switches off. */
        LIMIT
    }

    static Flag of(String name, String metavar) {
        return new Flag(name, metavar, Form.VALUE, "", "");
    }

    static Flag of(String name, Form form) {
        return new Flag(name, metavar(form), form, "", "");
    }

    static Flag list(String name, String metavar) {
        return new Flag(name, metavar, Form.LIST, "", "");
    }

    /** A flag without a value. */
    static Flag sets(String name, String text) {
        return new Flag(name, "", Form.SWITCH, text, "");
    }

    /** With a word about where it differs from the SGLang router's. */
    Flag remark(String words) {
        return new Flag(name, metavar, form, text, words);
    }

    private static String metavar(Form form) {
        return switch (form) {
            case SECONDS -> "SECONDS";
            case MILLIS -> "MILLISECONDS";
            case ITEM -> "KEY";
            default -> "N";
        };
    }

    /** What the option's own text is for {@code value}; empty where the value does not fit the form. */
    Optional<String> optionText(String value) {
        return switch (form) {
            case VALUE, LIST, ITEM -> Optional.of(value);
            case SWITCH -> Optional.of(text);
            case SECONDS -> number(value).map(seconds -> seconds + "s");
            case MILLIS -> number(value).map(millis -> millis + "ms");
            case RETRIES -> number(value).map(retries -> Long.toString(retries + 1));
            case LIMIT -> value.equals("-1") ? Optional.of("0") : number(value).map(String::valueOf);
        };
    }

    private static Optional<Long> number(String value) {
        boolean digits =
                !value.isEmpty() && value.length() < 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }

    /** Continues "set ..." where the value does not fit. */
    String expected() {
        return switch (form) {
            case SECONDS -> "a whole number of seconds";
            case MILLIS -> "a whole number of milliseconds";
            case LIMIT -> "a whole number, or -1 for no limit";
            default -> "a whole number";
        };
    }

    /** As {@code --help} and the reference show it. */
    String usage() {
        String values = form == Form.LIST ? " " + metavar + "..." : " " + metavar;
        return metavar.isEmpty() ? name : name + values;
    }
}
