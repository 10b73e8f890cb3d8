package io.serai.tokens.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.TextStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of a {@code tokenizer.json} to detokenize: spellings and which tokens are special. */
final class SpelledVocabulary {
    private static final Pattern BYTE_TOKEN = Pattern.compile("<0x([0-9A-F]{2})>");

    private String[] spellings = new String[0];
    private byte[][] bytes = new byte[0][];
    private final BitSet special = new BitSet();
    private final BitSet byteTokens = new BitSet();

    static Detokenizer read(Path file, String kind) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        SpelledVocabulary vocabulary = new SpelledVocabulary();
        root.path("model")
                .path("vocab")
                .properties()
                .forEach(e -> vocabulary.put(e.getValue().asInt(), e.getKey()));
        for (JsonNode added : root.path("added_tokens")) {
            int id = added.path("id").asInt();
            vocabulary.put(id, added.path("content").asText());
            vocabulary.special.set(id, added.path("special").asBoolean());
        }
        return vocabulary.detokenizer(kind);
    }

    private void put(int id, String spelling) {
        if (id >= spellings.length) {
            spellings = Arrays.copyOf(spellings, Math.max(id + 1, spellings.length * 2));
        }
        spellings[id] = spelling;
    }

    private Detokenizer detokenizer(String kind) {
        bytes = new byte[spellings.length][];
        for (int id = 0; id < bytes.length; id++) {
            String spelling = spellings[id] == null ? "" : spellings[id];
            bytes[id] = kind.equals("bytelevel") ? unmapped(spelling) : fallback(id, spelling);
        }
        return switch (kind) {
            case "bytelevel" -> TextStreams.byteLevel(id -> bytes[id], special::get);
            case "bytefallback" -> fallback(LeadingSpace.KEPT);
            case "bytefallback_strip" -> fallback(LeadingSpace.ONE_OFF_TEXT);
            case "wordpiece" -> TextStreams.wordPiece(id -> spellings[id], special::get, "##", true);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private Detokenizer fallback(LeadingSpace leadingSpace) {
        return TextStreams.byteFallback(id -> bytes[id], byteTokens::get, special::get, leadingSpace);
    }

    private byte[] fallback(int id, String spelling) {
        Matcher matcher = BYTE_TOKEN.matcher(spelling);
        if (matcher.matches()) {
            byteTokens.set(id);
            return new byte[] {(byte) Integer.parseInt(matcher.group(1), 16)};
        }
        return spelling.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }

    /** Undoes the alphabet that gives each byte a visible character; other text stands for itself. */
    private static byte[] unmapped(String spelling) {
        byte[] bytes = new byte[spelling.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = unmapped(spelling.charAt(i));
            if (b < 0) {
                return spelling.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    private static int unmapped(char c) {
        boolean itself = (c >= '!' && c <= '~') || (c >= 0xA1 && c <= 0xAC) || (c >= 0xAE && c <= 0xFF);
        if (itself) {
            return c;
        }
        int nth = c - 0x100;
        if (nth < 0 || nth > 67) {
            return -1;
        }
        return nth <= 32 ? nth : nth < 67 ? 0x7F + nth - 33 : 0xAD;
    }

    /** What a stream gives for each id, and at the end. */
    static String[] pieces(TextStream stream, int[] ids) {
        String[] pieces = new String[ids.length + 1];
        for (int i = 0; i <= ids.length; i++) {
            StringBuilder out = new StringBuilder();
            if (i < ids.length) {
                stream.push(ids[i], out);
            } else {
                stream.end(out);
            }
            pieces[i] = out.toString();
        }
        return pieces;
    }
}
