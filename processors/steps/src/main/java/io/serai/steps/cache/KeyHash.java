package io.serai.steps.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a list of texts and JSON values. Each is followed by its length, so that none can pass for two. */
final class KeyHash {
    private final MessageDigest digest;

    KeyHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    KeyHash text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(bytes);
        length(bytes.length);
        return this;
    }

    /** A value, or a piece of one that begins and ends outside of strings, without its white space. */
    KeyHash json(byte[] bytes, int from, int to) {
        int count = 0;
        int start = from;
        boolean string = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (string && b == '\\') {
                at++;
            } else if (b == '"') {
                string = !string;
            } else if (!string && b <= ' ' && b > 0) {
                digest.update(bytes, start, at - start);
                count += at - start;
                start = at + 1;
            }
        }
        digest.update(bytes, start, to - start);
        length(count + to - start);
        return this;
    }

    private void length(int length) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (length >> shift));
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
