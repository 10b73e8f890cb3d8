package io.serai.gateway.config;

/**
 * One thing wrong with the configuration, for people: never holds a secret.
 *
 * @param place  {@code file:line:column}, or the flag
 * @param key    path of the setting, empty where the file as a whole is meant
 * @param seen   what was found
 * @param remedy what to set
 */
public record Problem(String place, String key, String seen, String remedy) {
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + seen + "; " + remedy;
    }
}
