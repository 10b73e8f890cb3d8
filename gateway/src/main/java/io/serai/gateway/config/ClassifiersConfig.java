package io.serai.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models that classify requests.
 *
 * @param threads  inference threads; 0: one per core
 * @param queue    texts that may wait for them
 * @param deadline how long a request may wait for its signals
 * @param cache    room for signals of texts seen before
 * @param models   by a name of the user's choice
 * @param folders  folders below which requests may name models
 * @param released folder of the models that Serai ships, or null
 */
public record ClassifiersConfig(
        int threads,
        int queue,
        Duration deadline,
        Size cache,
        Map<String, ClassifierConfig> models,
        List<Path> folders,
        @Nullable Path released) {
    private static final long MOST_BYTES = 1L << 36;

    static final Option<Integer> THREADS = Option.of(
                    "threads", Types.integer(0, 1024), "Threads that run models. `0` is one per core.")
            .or("0")
            .fixed();
    static final Option<Integer> QUEUE = Option.of(
                    "queue",
                    Types.integer(1, 1_000_000),
                    "Texts that may wait for those threads. With a full queue a request goes on without signals, or is"
                            + " refused, as the step says.")
            .or("1024")
            .fixed();
    static final Option<Duration> DEADLINE = Option.of(
                    "deadline",
                    Types.duration(Duration.ofMillis(1)),
                    "How long a request waits for its signals. The search for personal data has as long for each 8,192"
                            + " characters.")
            .or("1s");
    static final Option<Size> CACHE = Option.of(
                    "cache",
                    Types.size(0, MOST_BYTES),
                    "Memory for the signals of texts seen before: a chat that goes on is classified from its new message"
                            + " only. `0` keeps none.")
            .or("32MiB")
            .fixed();
    static final Option<Map<String, ClassifierConfig>> MODELS = Option.of(
                    "models",
                    new MapOf<>(ClassifierConfig.SECTION, "section of classifiers"),
                    "Models by a name of your choice. Where two have a head of the same name, the later one serves it."
                            + " Without any, the released model serves; it is loaded when it is first needed.")
            .orNoEntries();
    static final Option<List<Path>> FOLDERS = Option.of(
                    "folders",
                    new ListOf<>(Types.anyPath("a folder"), "list of folders"),
                    "Folders below which `POST /classifiers/{name}/shadow` may name a candidate. The configuration may name"
                            + " any folder.")
            .orList()
            .example("[/models]")
            .fixed();
    static final Option<Optional<Path>> RELEASED = Option.of(
                    "released",
                    Types.pathOr("none", "a folder, or none"),
                    "Folder of the models that Serai ships. By default that of the distribution.")
            .or("${SERAI_MODELS:-none}")
            .fixed();

    static final Section<ClassifiersConfig> SECTION = Section.of(
            "Models that classify requests: intent, complexity, personal data, embeddings.",
            v -> new ClassifiersConfig(
                    v.get(THREADS),
                    v.get(QUEUE),
                    v.get(DEADLINE),
                    v.get(CACHE),
                    v.get(MODELS),
                    v.get(FOLDERS),
                    v.get(RELEASED).orElse(null)),
            THREADS,
            QUEUE,
            DEADLINE,
            CACHE,
            MODELS,
            FOLDERS,
            RELEASED);
}
