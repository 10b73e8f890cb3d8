package io.serai.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokenizers and chat templates.
 *
 * @param cache   room for texts whose tokens are kept, all models together
 * @param folders folders below which requests may name tokenizers
 * @param hub     where models are looked for that are named by their repository
 */
public record TokensConfig(Size cache, List<Path> folders, Hub hub) {
    private static final long MOST_BYTES = 1L << 40;

    static final Option<Size> CACHE = Option.of(
                    "cache",
                    Types.size(0, MOST_BYTES),
                    "Memory for texts whose tokens are kept, whole or in parts: a chat that goes on is tokenised from its"
                            + " new turn only. `0` keeps none.")
            .or("64MiB")
            .fixed()
            .flags(Flag.of("--tokenizer-cache-l1-max-memory", "BYTES"));
    static final Option<List<Path>> FOLDERS = Option.of(
                    "folders",
                    new ListOf<>(Types.anyPath("a folder"), "list of folders"),
                    "Folders below which `POST /v1/tokenizers` may load tokenizers. The configuration may name any folder.")
            .orList()
            .example("[/models]")
            .fixed();
    static final Option<Hub> HUB = Option.of("hub", Hub.SECTION);

    static final Section<TokensConfig> SECTION = Section.of(
            "Tokenizers and chat templates.",
            v -> new TokensConfig(v.get(CACHE), v.get(FOLDERS), v.get(HUB)),
            CACHE,
            FOLDERS,
            HUB);

    /**
     * Where models are looked for that are named by their repository.
     *
     * @param cache    the folder that the hub's own clients keep, or null: none is read
     * @param download whether what is missing there is downloaded
     * @param endpoint the hub
     * @param token    opens private repositories; null for none
     */
    public record Hub(
            @Nullable Path cache,
            boolean download,
            URI endpoint,
            @Nullable Secret token) {
        static final Option<Optional<Path>> CACHE = Option.of(
                        "cache",
                        Types.pathOr("none", "a folder, or none"),
                        "Folder in which the hub's own clients keep models: `models--org--name`. `none` reads no such folder.")
                .or("${HF_HOME:-~/.cache/huggingface}/hub")
                .fixed();
        static final Option<Boolean> DOWNLOAD = Option.of(
                        "download",
                        Types.flag(),
                        "Download tokenizers and templates of models that the cache does not have; never weights.")
                .or("false")
                .fixed();
        static final Option<URI> ENDPOINT = Option.of("endpoint", Types.url(), "The hub.")
                .or("${HF_ENDPOINT:-https://huggingface.co}")
                .fixed();
        static final Option<Secret> TOKEN = Option.of(
                        "token",
                        Types.secret("a token"),
                        "Token for private repositories; it is sent to the hub alone.")
                .or("${HF_TOKEN:-}")
                .fixed();

        static final Section<Hub> SECTION = Section.of(
                "Where models are looked for that are named by their repository.",
                v -> new Hub(v.get(CACHE).orElse(null), v.get(DOWNLOAD), v.get(ENDPOINT), v.find(TOKEN)),
                CACHE,
                DOWNLOAD,
                ENDPOINT,
                TOKEN);
    }
}
