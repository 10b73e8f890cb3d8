package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting. Everything that is said about a setting anywhere is said here.
 *
 * @param key      name within its section, kebab case
 * @param type     what it takes
 * @param doc      for the reference and the shipped file; {@code --help} shows the first sentence
 * @param fallback the default as a user would write it, or null
 * @param shown    the default for the reference; empty if there is none
 * @param required whether its section is invalid without it
 * @param live     whether a running gateway takes over a change
 * @param flags    flags that set it
 * @param example  YAML for the shipped file where there is no default, without the key; empty for none
 */
record Option<T>(
        String key,
        Type<T> type,
        String doc,
        @Nullable Tree fallback,
        String shown,
        boolean required,
        boolean live,
        List<Flag> flags,
        String example) {

    /** A setting that may be absent. */
    static <T> Option<T> of(String key, Type<T> type, String doc) {
        return new Option<>(key, type, doc, null, "", false, true, List.of(), "");
    }

    /** A section that is there even if nobody writes it. */
    static <T> Option<T> of(String key, Section<T> section) {
        return new Option<>(
                key, section, section.doc(), Tree.Mapping.empty(Place.DEFAULT), "", false, true, List.of(), "");
    }

    /** With a default. */
    Option<T> or(String text) {
        return or(Tree.Scalar.of(text, Place.DEFAULT), text);
    }

    /** With a list as the default. */
    Option<T> orList(String... items) {
        List<Tree> values = new ArrayList<>();
        for (String item : items) {
            values.add(Tree.Scalar.of(item, Place.DEFAULT));
        }
        return or(new Tree.Sequence(values, Place.DEFAULT), Arrays.toString(items));
    }

    /** With no entries as the default. */
    Option<T> orNoEntries() {
        return or(Tree.Mapping.empty(Place.DEFAULT), "{}");
    }

    private Option<T> or(Tree tree, String text) {
        return new Option<>(key, type, doc, tree, text, required, live, flags, example);
    }

    /** Its section is invalid without it. */
    Option<T> must() {
        return new Option<>(key, type, doc, fallback, shown, true, live, flags, example);
    }

    /** A change needs a restart. */
    Option<T> fixed() {
        return new Option<>(key, type, doc, fallback, shown, required, false, flags, example);
    }

    /** Set by these flags too. */
    Option<T> flags(Flag... more) {
        return new Option<>(key, type, doc, fallback, shown, required, live, List.of(more), example);
    }

    /** What the shipped file shows. */
    Option<T> example(String yaml) {
        return new Option<>(key, type, doc, fallback, shown, required, live, flags, yaml);
    }

    /** The first sentence of its documentation. */
    String summary() {
        int end = doc.indexOf(". ");
        return end < 0 ? doc : doc.substring(0, end + 1);
    }
}
