package io.serai.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are accepted.
 *
 * @param clientKeys keys of the data path; empty leaves it open. One name may have two keys while a key is exchanged
 * @param adminKey   key of the administration, or null: then only callers on this host get in
 */
public record CredentialsSettings(
        List<ApiKey> clientKeys, @Nullable ApiKey adminKey) {
    /** No keys: the data path is open, the administration answers on loopback. */
    public static final CredentialsSettings NONE = new CredentialsSettings(List.of(), null);

    public CredentialsSettings {
        clientKeys = List.copyOf(clientKeys);
        for (ApiKey key : clientKeys) {
            if (key.name().equals(ApiKey.ADMIN)) {
                throw new IllegalArgumentException(
                        "auth.api-keys has a key named admin, the name of the admin key; choose another name");
            }
            if (adminKey != null && adminKey.sameSecret(key)) {
                throw new IllegalArgumentException(
                        "auth.api-keys: %s is the same key as auth.admin-key; set different keys"
                                .formatted(key.name()));
            }
        }
    }
}
