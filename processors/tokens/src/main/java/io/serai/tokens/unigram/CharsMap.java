package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The {@code precompiled_charsmap} of SentencePiece: byte strings and what stands for them. It is the size of a
 * double-array trie in bytes (32 bits, little-endian), the trie, and the replacements, each ended by a zero byte.
 *
 * <p>A unit of the trie is 32 bits: bits 0-7 and 31 are the label, bit 8 says that a value ends here, bits 10-30 are the
 * offset to the children, by 256 more if bit 9 is set. The value itself is a unit with bit 31: where the replacement
 * starts.
 */
final class CharsMap {
    private static final int LEAF = 1 << 8;

    private final int[] units;
    private final byte[] replacements;

    private CharsMap(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    /** @throws TokenizerFormatException if {@code bytes} are no such map */
    static CharsMap of(byte[] bytes) throws TokenizerFormatException {
        if (bytes.length < 4) {
            throw new TokenizerFormatException("precompiled_charsmap has " + bytes.length + " bytes; it is cut off");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int size = buffer.getInt();
        if (size <= 0 || size % 4 != 0 || size > buffer.remaining()) {
            throw new TokenizerFormatException("precompiled_charsmap says that its trie has " + size + " bytes, of "
                    + buffer.remaining() + " that are there");
        }
        int[] units = new int[size / 4];
        buffer.asIntBuffer().get(units);
        buffer.position(buffer.position() + size);
        byte[] replacements = new byte[buffer.remaining()];
        buffer.get(replacements);
        return new CharsMap(units, replacements);
    }

    /**
     * Looks for an entry that {@code utf8} has from {@code from} on.
     *
     * @param longest whether the longest such entry is meant, else the shortest
     * @return length of the entry in the upper, place of its replacement in the lower 32 bits; -1 without one
     */
    long find(byte[] utf8, int from, int to, boolean longest) {
        long found = -1;
        int node = offset(units[0]);
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            node ^= label;
            if (node >= units.length || node < 0 || (units[node] & 0x800000FF) != label) {
                break;
            }
            int unit = units[node];
            node ^= offset(unit);
            if ((unit & LEAF) != 0 && node >= 0 && node < units.length) {
                found = (long) (i + 1 - from) << 32 | (units[node] & 0x7FFFFFFF);
                if (!longest) {
                    break;
                }
            }
        }
        return found;
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }

    /** The replacement that {@link #find} found; null where the map is broken there. */
    @Nullable
    String replacement(long found) {
        int start = (int) found;
        int end = start;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return start <= end && end < replacements.length
                ? new String(replacements, start, end - start, StandardCharsets.UTF_8)
                : null;
    }
}
