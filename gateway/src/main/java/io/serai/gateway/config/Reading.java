package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over a configuration: resolves references to the environment and collects problems and settings. */
final class Reading {
    private final Map<String, String> environment;
    private final Problems problems;
    private final List<Setting> settings = new ArrayList<>();

    Reading(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Reports a problem. */
    void refuse(Place at, String key, String seen, String remedy) {
        problems.add(at, key, seen, remedy);
    }

    /** Notes the value of a setting. */
    void note(Setting setting) {
        settings.add(setting);
    }

    /** Every setting read, defaults too, in the order of the reference. */
    List<Setting> settings() {
        return List.copyOf(settings);
    }

    /** The environment's value of {@code name}. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /**
     * {@code tree} with {@code ${NAME}} and {@code ${NAME:-default}} resolved if it is a single value; {@code $${}}
     * stands for {@code ${}} itself. Empty after a problem.
     */
    Optional<Tree> resolved(Tree tree, String key) {
        if (!(tree instanceof Tree.Scalar scalar) || scalar.text().indexOf("${") < 0) {
            return Optional.of(tree);
        }
        var text = new StringBuilder();
        String rest = scalar.text();
        for (int at = rest.indexOf("${"); at >= 0; at = rest.indexOf("${")) {
            boolean escaped = at > 0 && rest.charAt(at - 1) == '$';
            text.append(rest, 0, escaped ? at - 1 : at);
            int end = escaped ? at + 1 : rest.indexOf('}', at);
            Optional<String> value = escaped ? Optional.of("${") : reference(rest, at, end, scalar, key);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append(value.get());
            rest = rest.substring(end + 1);
        }
        String whole = text.append(rest).toString();
        return Optional.of(new Tree.Scalar(whole, scalar.raw(), scalar.quoted() && !whole.isEmpty(), scalar.place()));
    }

    private Optional<String> reference(String text, int start, int end, Tree.Scalar scalar, String key) {
        String inside = end < 0 ? "" : text.substring(start + 2, end);
        int split = inside.indexOf(":-");
        String name = split < 0 ? inside : inside.substring(0, split);
        if (!validName(name)) {
            refuse(scalar.place(), key, "a reference without a valid name", "write ${NAME} or ${NAME:-default}");
            return Optional.empty();
        }
        Optional<String> value = variable(name).filter(found -> split < 0 || !found.isEmpty());
        if (value.isEmpty() && split >= 0) {
            value = Optional.of(inside.substring(split + 2));
        }
        if (value.isEmpty()) {
            refuse(
                    scalar.place(),
                    key,
                    "environment variable " + name + " is not set",
                    "set it, or give a default: ${" + name + ":-...}");
        }
        return value;
    }

    private static boolean validName(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }
}
