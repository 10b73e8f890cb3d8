package io.serai.onnx.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.onnx.model.EncodedText.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Texts to rows. Thread-safe. */
final class TextEncoder {
    private static final String CONTINUES = "##";
    private static final String UNKNOWN = "[UNK]";
    private static final char REPLACEMENT = '\ufffd';
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tokenizer tokenizer;
    private final Frame frame;
    private final BitSet continuing;
    private final Manifest.Window window;

    private TextEncoder(Tokenizer tokenizer, Frame frame, BitSet continuing, Manifest.Window window) {
        this.tokenizer = tokenizer;
        this.frame = frame;
        this.continuing = continuing;
        this.window = window;
    }

    /**
     * With the tokenizer of a {@code tokenizer.json}.
     *
     * @param file its name in messages
     * @throws ModelException if it is broken or does not suit an encoder
     */
    static TextEncoder of(byte[] json, String file, TokenizerLoader loader, Manifest.Window window)
            throws ModelException {
        try {
            Tokenizer tokenizer = loader.load(withoutSpecials(json), file);
            var frame = new Frame(
                    special(tokenizer, "[CLS]", file),
                    special(tokenizer, "[SEP]", file),
                    special(tokenizer, "[PAD]", file));
            return new TextEncoder(tokenizer, frame, continuing(tokenizer), window);
        } catch (IOException e) {
            throw new ModelException(file + " is no tokenizer that can be read: " + e.getMessage(), e);
        }
    }

    /** Whoever writes {@code [SEP]} in a text must not end the row by it: special tokens are no longer found. */
    private static byte[] withoutSpecials(byte[] json) throws IOException {
        JsonNode root = JSON.readTree(json);
        if (root.get("added_tokens") instanceof ArrayNode added) {
            for (var tokens = added.iterator(); tokens.hasNext(); ) {
                if (tokens.next().path("special").asBoolean()) {
                    tokens.remove();
                }
            }
        }
        return JSON.writeValueAsBytes(root);
    }

    private static int special(Tokenizer tokenizer, String token, String file) throws ModelException {
        int id = tokenizer.id(token);
        if (id < 0) {
            throw new ModelException(file + " has no " + token + "; use the WordPiece tokenizer of the encoder");
        }
        return id;
    }

    private static BitSet continuing(Tokenizer tokenizer) {
        var ids = new BitSet(tokenizer.vocabularySize());
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            String token = tokenizer.token(id);
            ids.set(id, token != null && token.startsWith(CONTINUES));
        }
        return ids;
    }

    EncodedText encode(String text) {
        String readable = readable(text);
        Encoding tokens = tokenizer.encodeWithOffsets(readable, false);
        Words words = Words.of(tokens, continuing);
        return encoded(tokens.ids(), shapes(readable, tokens, words), words, whole(readable, tokens));
    }

    /** A row of what stands around a text alone. */
    EncodedText empty() {
        var words = new Words(new int[0], new int[0], new int[0]);
        return new EncodedText(new int[0], new byte[0], words, new Windows(0, room(), new int[1]), frame, true);
    }

    /** A text of {@code tokens} tokens, each of which has the highest id: to see whether a graph has room for it. */
    EncodedText filler(int tokens) {
        int[] ids = new int[tokens];
        Arrays.fill(ids, tokenizer.vocabularySize() - 1);
        int[] places = new int[tokens];
        Arrays.setAll(places, i -> i);
        int[] ends = new int[tokens];
        Arrays.setAll(ends, i -> i + 1);
        return encoded(ids, new byte[tokens], new Words(places, places, ends), true);
    }

    private EncodedText encoded(int[] ids, byte[] shapes, Words words, boolean whole) {
        var windows = Windows.of(ids.length, words, room(), window.overlap());
        return new EncodedText(ids, shapes, words, windows, frame, whole);
    }

    /** Whether no token stands for something unknown, and no character with a meaning is passed over. */
    private boolean whole(String text, Encoding tokens) {
        int unknown = tokenizer.id(UNKNOWN);
        return IntStream.of(tokens.ids()).noneMatch(id -> id == unknown)
                && text.codePoints().noneMatch(TextEncoder::passedOver);
    }

    /** Tokenizers of this kind clean a text of these, young emoji and symbols of icon fonts among them. */
    private static boolean passedOver(int character) {
        int type = Character.getType(character);
        return type == Character.UNASSIGNED || type == Character.PRIVATE_USE || character == REPLACEMENT;
    }

    private int room() {
        return window.length() - Frame.TOKENS;
    }

    /** Half a surrogate pair is no character; the other runtime cannot even be given it. */
    private static String readable(String text) {
        int at = nextHalf(text, 0);
        if (at == text.length()) {
            return text;
        }
        char[] chars = text.toCharArray();
        for (; at < chars.length; at = nextHalf(text, at + 1)) {
            chars[at] = REPLACEMENT;
        }
        return new String(chars);
    }

    /** Place of the first surrogate from {@code from} on that is no half of a pair; else the length. */
    private static int nextHalf(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    /** The first token of a word as it is spelled itself, the others as the whole word is. */
    private static byte[] shapes(String text, Encoding tokens, Words words) {
        byte[] shapes = new byte[tokens.length()];
        for (int word = 0; word < words.count(); word++) {
            int first = words.first()[word];
            int next = word + 1 < words.count() ? words.first()[word + 1] : shapes.length;
            shapes[first] = Spelling.of(text, tokens.starts()[first], tokens.ends()[first]);
            if (first + 1 < next) {
                Arrays.fill(shapes, first + 1, next, Spelling.of(text, words.starts()[word], words.ends()[word]));
            }
        }
        return shapes;
    }
}
