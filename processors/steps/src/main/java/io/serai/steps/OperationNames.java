package io.serai.steps;

import java.util.Arrays;
import java.util.Locale;

/** Operations of a step as URIs name them: in lower case, with hyphens. */
public final class OperationNames {
    private OperationNames() {}

    /**
     * The operation called {@code name}; capitals and underscores are taken, too.
     *
     * @param scheme of the step, for the message
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E>> E find(String scheme, Class<E> operations, String name) {
        E[] all = operations.getEnumConstants();
        for (E operation : all) {
            if (shown(operation.name()).equalsIgnoreCase(name.replace('_', '-'))) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                scheme + ":" + name + " is no operation; set it to one of " + shown(Arrays.toString(all)));
    }

    private static String shown(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
