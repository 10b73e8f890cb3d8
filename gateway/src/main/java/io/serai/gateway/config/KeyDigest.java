package io.serai.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The SHA-256 of a key that clients present: all that is kept of it. Prints as {@code ***}. */
public final class KeyDigest {
    private final String hex;

    private KeyDigest(String hex) {
        this.hex = hex;
    }

    /** The digest of {@code key}. */
    public static KeyDigest ofKey(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return new KeyDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A digest that was made elsewhere: 64 hexadecimal digits. */
    static Optional<KeyDigest> ofHex(String text) {
        boolean digits = text.length() == 64 && text.chars().allMatch(HexFormat::isHexDigit);
        return digits ? Optional.of(new KeyDigest(text.toLowerCase(Locale.ROOT))) : Optional.empty();
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The bytes as 64 lower-case hexadecimal digits. */
    public String hex() {
        return hex;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest digest && digest.hex.equals(hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
