package io.serai.onnx;

import io.serai.onnx.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A text, by half of its SHA-256, and the model that saw it. No text is kept, and none can be made that takes the place
 * of another.
 *
 * @param model checksum of its manifest: another threshold is another model
 */
record CacheKey(long high, long low, String model) {
    private static final int CHUNK = 1 << 12;

    /** Of {@code text} alone. */
    static CacheKey of(String text) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(CHUNK, Character.BYTES * text.length()));
        for (int i = 0; i < text.length(); i++) {
            if (!chunk.hasRemaining()) {
                digest.update(chunk.flip());
                chunk.clear();
            }
            chunk.putChar(text.charAt(i)); // bytes of a charset would make half surrogate pairs alike
        }
        digest.update(chunk.flip());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new CacheKey(hash.getLong(), hash.getLong(), "");
    }

    /** The same text, seen by the model of {@code manifest}. */
    CacheKey seenBy(String manifest) {
        return new CacheKey(high, low, manifest);
    }

    /** A number from 0 to 1 that is the same each time the text comes. */
    double share() {
        return (high >>> 11) * 0x1.0p-53;
    }
}
