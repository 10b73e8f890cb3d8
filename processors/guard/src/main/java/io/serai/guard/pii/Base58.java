package io.serai.guard.pii;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Addresses in Base58Check: 21 bytes and the first four of their double SHA-256. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int BYTES = 25;
    private static final int PAYLOAD = 21;

    private Base58() {}

    static boolean checked(String text) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < text.length(); i++) {
            int carry = ALPHABET.indexOf(text.charAt(i));
            if (carry < 0) {
                return false;
            }
            for (int at = BYTES - 1; at >= 0; at--) {
                carry += 58 * (bytes[at] & 0xff);
                bytes[at] = (byte) carry;
                carry >>= 8;
            }
            if (carry != 0) {
                return false;
            }
        }
        byte[] sum = sha256(sha256(Arrays.copyOf(bytes, PAYLOAD)));
        return Arrays.equals(Arrays.copyOf(sum, BYTES - PAYLOAD), Arrays.copyOfRange(bytes, PAYLOAD, BYTES));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; use a complete one", e);
        }
    }
}
