package io.serai.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * One classifier.
 *
 * @param model       a folder, {@code org/name} or {@code org/name@revision} of the hub, or {@code released}
 * @param shadow      a candidate that runs beside it, or null
 * @param shadowShare share of the texts that the candidate sees too
 */
public record ClassifierConfig(String model, @Nullable String shadow, double shadowShare) {
    /** The word for the model that Serai ships. */
    public static final String RELEASED = "released";

    static final Option<String> MODEL = Option.of(
                    "model",
                    Types.classifier(),
                    "Folder with a `manifest.json`, a repository of the hub such as `org/name@revision`, or `released` for the"
                            + " model that Serai ships. A folder that changes is loaded anew and swapped in; what the"
                            + " hub's cache lacks is downloaded, as `tokens.hub` says from where.")
            .must()
            .example("released");
    static final Option<String> SHADOW = Option.of(
                    "shadow",
                    Types.classifier(),
                    "A candidate that sees the same texts. Its answers are compared and counted, never used.")
            .example("org/name@revision");
    static final Option<Double> SHADOW_SHARE = Option.of(
                    "shadow-share", Types.decimal(0, 1), "Share of the texts that the candidate sees.")
            .or("1");

    static final Section<ClassifierConfig> SECTION = Section.of(
                    "One classifier.",
                    v -> new ClassifierConfig(v.get(MODEL), v.find(SHADOW), v.get(SHADOW_SHARE)),
                    MODEL,
                    SHADOW,
                    SHADOW_SHARE)
            .shorthand(MODEL);
}
