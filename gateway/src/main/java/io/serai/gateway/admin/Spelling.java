package io.serai.gateway.admin;

import io.serai.core.CallError;
import io.serai.gateway.config.Nearest;
import java.util.List;

/** Refuses names that mean nothing here, and guesses what was meant. */
final class Spelling {
    private static final int SHOWN_CHARS = 64;

    private Spelling() {}

    /**
     * Does nothing if {@code name} is one of {@code known}.
     *
     * @param what a field or a query parameter
     * @throws CallError 400 that names the nearest of {@code known}
     */
    static void require(String name, List<String> known, String what) {
        if (known.contains(name)) {
            return;
        }
        String shown = name.length() > SHOWN_CHARS ? name.substring(0, SHOWN_CHARS) + "..." : name;
        throw CallError.of(400, "unknown_parameter", "There is no " + what + " '" + shown + "'" + remedy(name, known))
                .about(shown);
    }

    private static String remedy(String name, List<String> known) {
        if (known.isEmpty()) {
            return "; none is taken here.";
        }
        return Nearest.of(name.substring(0, Math.min(name.length(), SHOWN_CHARS)), known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; send only " + String.join(", ", known) + ".");
    }
}
