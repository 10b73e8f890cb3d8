package io.serai.guard.pii;

import java.util.Locale;

/** Keccak-256 of short texts. Not SHA3-256, which Java has: the padding differs. */
final class Keccak256 {
    private static final int RATE = 136;
    private static final int ROUNDS = 24;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] LANES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private Keccak256() {}

    /** Whether 40 hexadecimal digits have the capitals that EIP-55 gives them. */
    static boolean spellsChecked(String address) {
        byte[] hash = of(address.toLowerCase(Locale.ROOT));
        for (int i = 0; i < address.length(); i++) {
            int nibble = (hash[i / 2] >> ((i & 1) == 0 ? 4 : 0)) & 15;
            char c = address.charAt(i);
            if (Chars.letter(c) && Chars.upper(c) != (nibble > 7)) {
                return false;
            }
        }
        return true;
    }

    /** The hash of ASCII text shorter than one block. */
    static byte[] of(String text) {
        byte[] block = new byte[RATE];
        for (int i = 0; i < text.length(); i++) {
            block[i] = (byte) text.charAt(i);
        }
        block[text.length()] ^= 1;
        block[RATE - 1] ^= (byte) 0x80;
        long[] state = new long[25];
        for (int i = 0; i < RATE; i++) {
            state[i / 8] ^= (block[i] & 0xffL) << (8 * (i % 8));
        }
        permute(state);
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
        }
        return hash;
    }

    private static void permute(long[] state) {
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            theta(state);
            rhoAndPi(state);
            chi(state);
            // The round constant: bits of a feedback register at the places 2^j - 1.
            for (int j = 0; j < 7; j++) {
                if ((register & 1) != 0) {
                    state[0] ^= 1L << ((1 << j) - 1);
                }
                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }
    }

    private static void theta(long[] state) {
        long[] parity = new long[5];
        for (int i = 0; i < 25; i++) {
            parity[i % 5] ^= state[i];
        }
        for (int i = 0; i < 25; i++) {
            state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private static void rhoAndPi(long[] state) {
        long moved = state[1];
        for (int i = 0; i < ROUNDS; i++) {
            long here = state[LANES[i]];
            state[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
            moved = here;
        }
    }

    private static void chi(long[] state) {
        long[] row = new long[5];
        for (int y = 0; y < 25; y += 5) {
            System.arraycopy(state, y, row, 0, 5);
            for (int x = 0; x < 5; x++) {
                state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}
