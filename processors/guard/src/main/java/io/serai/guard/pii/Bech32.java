package io.serai.guard.pii;

import java.util.Locale;
import java.util.Set;

/** Segwit addresses of Bitcoin and Litecoin: BIP 173 (version 0) and BIP 350 (later ones). */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final Set<String> PREFIXES = Set.of("bc", "tb", "ltc");
    private static final int BECH32M = 0x2bc830a3;

    private Bech32() {}

    static boolean checked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean oneCase = lower.equals(text) || text.toUpperCase(Locale.ROOT).equals(text);
        int prefix = lower.indexOf('1');
        if (!oneCase || prefix < 0 || !PREFIXES.contains(lower.substring(0, prefix))) {
            return false;
        }
        int sum = 1;
        for (int i = 0; i < prefix; i++) {
            sum = step(sum, lower.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix; i++) {
            sum = step(sum, lower.charAt(i) & 31);
        }
        for (int i = prefix + 1; i < lower.length(); i++) {
            int value = ALPHABET.indexOf(lower.charAt(i));
            if (value < 0) {
                return false;
            }
            sum = step(sum, value);
        }
        return sum == (lower.charAt(prefix + 1) == 'q' ? 1 : BECH32M);
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < 5; i++) {
            next ^= (top >> i & 1) != 0 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
