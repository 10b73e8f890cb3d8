package io.serai.tokens.tiktoken;

import io.serai.tokens.TokenizerFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/**
 * Byte strings of a vocabulary by rank. The rank is both the id and the order of merging: of two neighbours those merge
 * first whose concatenation has the lowest rank.
 */
final class Ranks {
    /** More than any published vocabulary; a file that claims more is broken. */
    static final int MAX_RANK = 4_000_000;

    private static final int MAX_LINE = 100_000;

    private byte[][] tokens = new byte[200_000][];
    private int size;

    /** Adds a token; ranks may come in any order, but each once. */
    void put(int rank, byte[] token) throws IOException {
        if (rank < 0 || rank >= MAX_RANK) {
            throw new IOException("rank " + rank + " is not in 0.." + (MAX_RANK - 1));
        }
        if (token.length == 0) {
            throw new IOException("rank " + rank + " has no bytes");
        }
        if (rank >= tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(rank + 1, tokens.length * 2));
        }
        if (rank < size && tokens[rank] != null) {
            throw new IOException("rank " + rank + " comes twice");
        }
        tokens[rank] = token;
        size = Math.max(size, rank + 1);
    }

    /** Tokens by rank; every rank is there and every single byte is a token, so that any text can be encoded. */
    byte[][] complete() throws IOException {
        byte[][] all = Arrays.copyOf(tokens, size);
        int singles = 0;
        for (int rank = 0; rank < size; rank++) {
            if (all[rank] == null) {
                throw new IOException("rank " + rank + " is missing, though there are higher ones");
            }
            singles += all[rank].length == 1 ? 1 : 0;
        }
        if (singles != 256) {
            throw new IOException(singles + " of 256 single bytes are tokens; the file is incomplete");
        }
        return all;
    }

    /**
     * Reads lines of Base64, a space, the rank.
     *
     * @throws IOException if the file cannot be read or is something else; the message names the line
     */
    static byte[][] read(Path file) throws IOException {
        var ranks = new Ranks();
        int number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var line = new ByteArrayOutputStream(64);
            while (nextLine(in, line)) {
                number++;
                if (line.size() > 0) {
                    ranks.putLine(line.toString(StandardCharsets.ISO_8859_1));
                }
            }
            return ranks.complete();
        } catch (IOException | IllegalArgumentException e) {
            throw new TokenizerFormatException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private void putLine(String line) throws IOException {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IOException("expected \"<Base64> <rank>\"");
        }
        put(
                Integer.parseInt(line, space + 1, line.length(), 10),
                Base64.getDecoder().decode(line.substring(0, space)));
    }

    private static boolean nextLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int b = in.read();
        if (b < 0) {
            return false;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > MAX_LINE) {
                throw new IOException("line is longer than " + MAX_LINE + " bytes; this is no rank file");
            }
        }
        return true;
    }
}
