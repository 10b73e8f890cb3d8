package io.serai.tokens.template.python;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a call.
 *
 * @param positional owned by the callee
 * @param named      in order; empty where there are none
 */
public record Args(@Nullable Object[] positional, Map<String, @Nullable Object> named) {
    public static final Args NONE = new Args(new Object[0], Map.of());

    public static Args of(@Nullable Object... positional) {
        return new Args(positional, Map.of());
    }
}
