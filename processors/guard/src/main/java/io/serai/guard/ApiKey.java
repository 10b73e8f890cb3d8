package io.serai.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A named key, held as its SHA-256. Neither the key nor its hash can be read back. */
public final class ApiKey {
    /** Name of the admin key, and the principal of a call that presents it. */
    public static final String ADMIN = "admin";

    private static final int HASH_BYTES = 32;

    private final String name;
    private final byte[] sha256;

    private ApiKey(String name, byte[] sha256) {
        this.name = name;
        this.sha256 = sha256;
    }

    /**
     * A key given as it is presented.
     *
     * @param name      for logs and limits; not secret
     * @param plainText printable ASCII without blanks, since it travels in a header field
     * @throws IllegalArgumentException if a client could never present it; the message does not show it
     */
    public static ApiKey of(String name, String plainText) {
        requireName(name);
        if (plainText.isEmpty()) {
            throw new IllegalArgumentException("api key %s is empty; set the key, or remove the entry".formatted(name));
        }
        if (!plainText.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "api key %s has blanks, control or non-ASCII characters; use letters, digits and punctuation"
                            .formatted(name));
        }
        return new ApiKey(name, Sha256.of(plainText));
    }

    /**
     * A key given as its hash, so that the configuration holds no secret.
     *
     * @param hex SHA-256 of the key's bytes, 64 hexadecimal digits: {@code printf %s KEY | sha256sum}
     * @throws IllegalArgumentException if it is anything else; the message does not show it
     */
    public static ApiKey ofSha256(String name, String hex) {
        requireName(name);
        String digits = hex.toLowerCase(Locale.ROOT);
        if (digits.length() != 2 * HASH_BYTES || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "sha256 of api key %s has %d characters; set 64 hexadecimal digits, as printf %%s KEY | sha256sum prints them"
                            .formatted(name, hex.length()));
        }
        return new ApiKey(name, HexFormat.of().parseHex(digits));
    }

    /** Name for logs and limits. */
    public String name() {
        return name;
    }

    /** Whether {@code presented} is the hash of this key; takes as long wherever they differ. */
    boolean matches(byte[] presented) {
        return MessageDigest.isEqual(sha256, presented);
    }

    /** Whether both are the same secret, whatever their names. */
    boolean sameSecret(ApiKey other) {
        return matches(other.sha256);
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an api key has no name; set a name that may appear in logs");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && name.equals(key.name) && sameSecret(key);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name only. */
    @Override
    public String toString() {
        return "ApiKey[" + name + "]";
    }

    /** SHA-256 without look-ups of the algorithm on the hot path. */
    static final class Sha256 {
        private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::digest);

        private Sha256() {}

        static byte[] of(String text) {
            return DIGEST.get().digest(text.getBytes(StandardCharsets.UTF_8));
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime has no SHA-256; use a complete one", e);
            }
        }
    }
}
