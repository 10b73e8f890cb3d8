package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A group of options, read into one record.
 *
 * @param doc       for the reference
 * @param options   in the order of the reference
 * @param shorthand key that a single value in place of the section sets; empty for none
 * @param build     makes the record; reports options that contradict each other
 */
record Section<R>(String doc, List<Option<?>> options, String shorthand, Function<Values, R> build) implements Type<R> {

    static <R> Section<R> of(String doc, Function<Values, R> build, Option<?>... options) {
        return new Section<>(doc, List.of(options), "", build);
    }

    /** A single value in place of this section sets {@code option}. */
    Section<R> shorthand(Option<?> option) {
        return new Section<>(doc, options, option.key(), build);
    }

    @Override
    public @Nullable R read(Tree tree, String path, Reading in) {
        Tree section = tree;
        if (tree instanceof Tree.Scalar scalar && scalar.unset()) {
            section = Tree.Mapping.empty(tree.place());
        } else if (tree instanceof Tree.Scalar && !shorthand.isEmpty()) {
            section = Tree.Mapping.empty(tree.place()).with(shorthand, tree);
        }
        if (!(section instanceof Tree.Mapping mapping)) {
            in.refuse(tree.place(), path, "found " + tree.kind(), "set " + expected());
            return null;
        }
        refuseUnknown(mapping, path, in);
        var values = new Values(mapping, path, in);
        boolean complete = true;
        for (Option<?> option : options) {
            complete &= readOption(option, mapping, path, values, in);
        }
        return complete ? build.apply(values) : null;
    }

    private void refuseUnknown(Tree.Mapping mapping, String path, Reading in) {
        mapping.entries().forEach((name, entry) -> {
            List<String> known = options.stream().map(Option::key).toList();
            if (!known.contains(name)) {
                String remedy = Nearest.remedy(name, known, "remove it; known here: " + String.join(", ", known));
                in.refuse(entry.place(), Key.join(path, name), "an unknown key", remedy);
            }
        });
    }

    /** False if the section cannot be made without the option. */
    private <T> boolean readOption(Option<T> option, Tree.Mapping mapping, String path, Values values, Reading in) {
        String key = Key.join(path, option.key());
        Tree.Entry entry = mapping.entries().get(option.key());
        if (entry != null && !unset(entry.value())) {
            Optional<Tree> tree = in.resolved(entry.value(), key);
            if (tree.isPresent() && !unset(tree.get())) {
                return take(option, tree.get(), key, values, in) || fallback(option, key, values, in);
            }
            if (tree.isEmpty()) {
                return fallback(option, key, values, in);
            }
        }
        if (option.required()) {
            in.refuse(mapping.place(), key, "not set", "set " + option.type().expected());
            return false;
        }
        return fallback(option, key, values, in);
    }

    private static boolean unset(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.unset();
    }

    /** After a problem the default stands in, so that the rest of the file is looked at too. */
    private <T> boolean fallback(Option<T> option, String key, Values values, Reading in) {
        Tree fallback = option.fallback();
        if (fallback == null) {
            return !option.required();
        }
        // A default that is a reference to an unset variable is none.
        return in.resolved(fallback, key)
                .filter(tree -> unset(tree) ? !option.required() : take(option, tree, key, values, in))
                .isPresent();
    }

    private <T> boolean take(Option<T> option, Tree tree, String key, Values values, Reading in) {
        T value = option.type().read(tree, key, in);
        if (value == null) {
            return false;
        }
        values.put(option, value);
        boolean sections = !option.type().leaf()
                && !(tree instanceof Tree.Sequence list && list.items().isEmpty());
        if (!sections) {
            boolean hidden = option.type().leaf() && option.type().secret();
            Object shown = hidden ? new Hidden(value) : option.type().shown(value);
            in.note(new Setting(key, shown, option.live(), tree.place().toString()));
        }
        return true;
    }

    @Override
    public String title() {
        return "section";
    }

    @Override
    public String expected() {
        List<String> keys = options.stream().map(Option::key).toList();
        return "a section with " + String.join(", ", keys);
    }

    @Override
    public boolean leaf() {
        return false;
    }

    /** Whether a single value in its place is a secret. */
    @Override
    public boolean secret() {
        return options.stream()
                .anyMatch(option ->
                        option.key().equals(shorthand) && option.type().secret());
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        options.forEach(option -> properties.put(option.key(), SchemaReference.property(option)));
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("type", shorthand.isEmpty() ? List.of("object", "null") : "object");
        section.put("additionalProperties", false);
        section.put("properties", properties);
        List<String> required =
                options.stream().filter(Option::required).map(Option::key).toList();
        if (!required.isEmpty()) {
            section.put("required", required);
        }
        if (shorthand.isEmpty()) {
            return section;
        }
        List<Object> forms = new ArrayList<>(List.of(section));
        options.stream()
                .filter(option -> option.key().equals(shorthand))
                .forEach(option -> forms.add(option.type().schema()));
        return Map.of("anyOf", forms);
    }
}
