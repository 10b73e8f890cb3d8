package io.serai.gateway.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call.
 *
 * @param apiKeys          keys of the data path, each with a name, which two may share while a key is exchanged; empty:
 *                         open to all
 * @param adminKey         key of the admin API, or null: loopback only
 * @param forwardClientKey whether a worker without a key of its own gets the client's
 */
public record AuthConfig(List<ApiKey> apiKeys, @Nullable KeyDigest adminKey, boolean forwardClientKey) {
    /** What holders of the admin key are called. */
    static final String ADMIN = "admin";

    static final Option<List<ApiKey>> API_KEYS = Option.of(
                    "api-keys",
                    new ListOf<>(ApiKey.SECTION, "list of keys"),
                    "Keys that open the API, presented as `Authorization: Bearer KEY` or `x-api-key: KEY`. Each is the key"
                            + " itself, or a section with `name` and `key` or `sha256`. An empty list leaves the API open."
                            + " Unlike the SGLang router's, the key of `--api-key` is not sent to workers: they have keys"
                            + " of their own.")
            .orList()
            .example("\n  - name: team-a\n    key: ${TEAM_A_KEY}\n  - name: team-b\n    sha256: "
                    + "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
            .flags(Flag.of("--api-key", Flag.Form.ITEM).remark("not sent to workers"));
    static final Option<KeyDigest> ADMIN_KEY = Option.of(
                    "admin-key",
                    ApiKey.UNNAMED,
                    "Key of the admin API: `/workers` and every other route that changes or reveals the fleet. Either the"
                            + " key, or a section with `sha256`. Without one these routes answer on loopback only.")
            .example("${SERAI_ADMIN_KEY}")
            .flags(Flag.of("--admin-key", "KEY"));
    static final Option<Boolean> FORWARD_CLIENT_KEY = Option.of(
                    "forward-client-key",
                    Types.flag(),
                    "Send the client's own key to workers that have none. Only for workers you trust with it.")
            .or("false");

    static final Section<AuthConfig> SECTION =
            Section.of("Who may call.", AuthConfig::of, API_KEYS, ADMIN_KEY, FORWARD_CLIENT_KEY);

    private static AuthConfig of(Values v) {
        List<ApiKey> named = new ArrayList<>();
        Set<KeyDigest> digests = new HashSet<>();
        for (ApiKey key : v.get(API_KEYS)) {
            String name = key.name().isEmpty() ? "key-" + (named.size() + 1) : key.name();
            if (name.equals(ADMIN)) {
                v.refuse(API_KEYS, "a key named admin, the name of the admin key", "give it another name");
            }
            if (!digests.add(key.digest())) {
                v.refuse(API_KEYS, "the key of " + name + " is listed twice", "remove one of the two");
            }
            named.add(new ApiKey(name, key.digest()));
        }
        KeyDigest admin = v.find(ADMIN_KEY);
        if (admin != null && digests.contains(admin)) {
            v.refuse(ADMIN_KEY, "the same key as one of api-keys", "set a key that clients do not have");
        }
        return new AuthConfig(List.copyOf(named), admin, v.get(FORWARD_CLIENT_KEY));
    }
}
