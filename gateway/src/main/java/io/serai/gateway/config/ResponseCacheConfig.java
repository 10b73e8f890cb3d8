package io.serai.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Answers kept for requests that come again.
 *
 * @param mode       what counts as the same request
 * @param memory     room for answers
 * @param ttl        how long an answer may be given again
 * @param similarity least cosine of two prompts that count as the same
 */
public record ResponseCacheConfig(Mode mode, Size memory, Duration ttl, double similarity) {
    private static final long MOST_BYTES = 1L << 40;

    /** What counts as the same request. */
    public enum Mode {
        /** Nothing is kept. */
        OFF,
        /** The same request. */
        EXACT,
        /** Also one whose last message means the same. */
        SEMANTIC
    }

    static final Option<Mode> MODE = Option.of(
                    "mode",
                    Types.choice(List.of(Mode.values()), Map.of()),
                    "`exact` answers a request again that came before; `semantic` also one that differs only in its last"
                            + " message, where that means the same. Answers never cross API keys, models, system prompts,"
                            + " tools or parameters.")
            .or("off");
    static final Option<Size> MEMORY = Option.of(
                    "memory", Types.size(0, MOST_BYTES), "Memory for answers. The longest unused go first.")
            .or("64MiB");
    static final Option<Duration> TTL = Option.of(
                    "ttl", Types.duration(Duration.ofMillis(1)), "How long an answer may be given again.")
            .or("10m");
    static final Option<Double> SIMILARITY = Option.of(
                    "similarity",
                    Types.decimal(0, 1),
                    "`semantic`: least cosine of two messages that count as the same.")
            .or("0.95");

    static final Section<ResponseCacheConfig> SECTION = Section.of(
            "Answers that are given again.",
            v -> new ResponseCacheConfig(v.get(MODE), v.get(MEMORY), v.get(TTL), v.get(SIMILARITY)),
            MODE,
            MEMORY,
            TTL,
            SIMILARITY);
}
