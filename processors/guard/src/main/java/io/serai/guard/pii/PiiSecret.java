package io.serai.guard.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which the keys of all sessions follow, so that none has to be kept: who has the secret, the caller and
 * the session has the key. Prints as {@code ***}.
 */
public final class PiiSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;
    private static final int LEAST_CHARS = 16;

    private final SecretKeySpec key;

    private PiiSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The secret that replicas share.
     *
     * @throws IllegalArgumentException if it has fewer than 16 characters
     */
    public static PiiSecret of(String secret) {
        if (secret.length() < LEAST_CHARS) {
            throw new IllegalArgumentException("the secret of placeholders has %d characters; give at least %d"
                    .formatted(secret.length(), LEAST_CHARS));
        }
        return new PiiSecret(secret.getBytes(UTF_8));
    }

    /** A secret that nobody knows, and that ends with the process. */
    public static PiiSecret random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PiiSecret(bytes);
    }

    /**
     * A fresh masker whose placeholders are those of every other masker of that caller and session.
     *
     * @param tenant   the caller's name; empty where callers have none
     * @param session  what the caller calls the session; empty for one of all its requests
     * @param restored by type, whether values come back when a text is unmasked
     */
    public PiiMasker masker(String tenant, String session, Predicate<String> restored) {
        byte[] name = tenant.getBytes(UTF_8);
        byte[] rest = session.getBytes(UTF_8);
        // With its length in front, no name runs into the session behind it.
        byte[] both = ByteBuffer.allocate(Integer.BYTES + name.length + rest.length)
                .putInt(name.length)
                .put(name)
                .put(rest)
                .array();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new PiiMasker(mac.doFinal(both), restored);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256; use a complete one", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
