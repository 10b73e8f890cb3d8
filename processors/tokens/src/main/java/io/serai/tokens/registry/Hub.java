package io.serai.tokens.registry;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hub of models, spoken to over HTTP. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class Hub implements AutoCloseable {
    /**
     * The hub at {@code endpoint}.
     *
     * @param token sent to that host alone; null for none
     */
    public Hub(URI endpoint, @Nullable String token) {
        throw new UnsupportedOperationException();
    }

    /** What {@code HF_ENDPOINT} and {@code HF_TOKEN} say. */
    public static Hub ofEnvironment(Map<String, String> environment) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "https://huggingface.co");
        return new Hub(URI.create(endpoint), environment.get("HF_TOKEN"));
    }

    /** Ends its connections. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
