package io.serai.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * A key of the data path.
 *
 * @param name   for logs and metrics; empty where none was given
 * @param digest what is kept of the key
 */
public record ApiKey(String name, KeyDigest digest) {
    static final Option<String> NAME = Option.of(
            "name",
            Types.text("a name for the key"),
            "Who holds it, for logs. Without one it is called by its position.");
    static final Option<Secret> KEY = Option.of(
            "key",
            Types.secret("a key of printable characters without blanks"),
            "The key itself. Best a reference such as `${TEAM_A_KEY}`.");
    static final Option<KeyDigest> SHA256 = Option.of(
            "sha256", Types.digest(), "In place of `key`: its SHA-256, made with `printf %s KEY | sha256sum`.");

    static final Section<ApiKey> SECTION = Section.of(
                    "A key, as one value or as a section.",
                    v -> {
                        String name = v.find(NAME);
                        return new ApiKey(name == null ? "" : name, digest(v));
                    },
                    NAME,
                    KEY,
                    SHA256)
            .shorthand(KEY);

    /** The same without a name. */
    static final Section<KeyDigest> UNNAMED = Section.of(
                    "A key, as one value or as a section with `sha256`.", ApiKey::digest, KEY, SHA256)
            .shorthand(KEY);

    private static KeyDigest digest(Values v) {
        Secret key = v.find(KEY);
        @Nullable KeyDigest sha256 = v.find(SHA256);
        if ((key == null) == (sha256 == null)) {
            v.refuse(KEY, key == null ? "neither key nor sha256" : "both key and sha256", "set one of the two");
        }
        return sha256 != null ? sha256 : KeyDigest.ofKey(key == null ? "" : key.reveal());
    }
}
