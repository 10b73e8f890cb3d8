package io.serai.tokens.djl;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code tokenizer.json} run by the reference library. */
public final class DjlTokenizer implements Tokenizer {
    private static final Map<String, String> WHOLE_TEXTS =
            Map.of("truncation", "do_not_truncate", "padding", "do_not_pad", "modelMaxLength", "2147483647");

    private final HuggingFaceTokenizer library;
    private final JsonVocabulary vocabulary;

    private DjlTokenizer(HuggingFaceTokenizer library, JsonVocabulary vocabulary) {
        this.library = library;
        this.vocabulary = vocabulary;
    }

    /**
     * The tokenizer that the file {@code json} describes.
     *
     * @throws TokenizerFormatException if the library refuses the file, or cannot be used on this machine
     * @throws IOException if there is no folder to unpack the library to
     */
    public static DjlTokenizer of(byte[] json) throws IOException {
        JsonVocabulary vocabulary = JsonVocabulary.of(json);
        NativeLibrary.configure();
        try {
            return new DjlTokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), WHOLE_TEXTS), vocabulary);
        } catch (EngineException | LinkageError e) {
            throw new TokenizerFormatException(
                    "the tokenizer library cannot be loaded (" + e.getMessage() + "); set ENGINE_CACHE_DIR to a folder"
                            + " that can be written to and holds programs",
                    e);
        } catch (RuntimeException e) { // what the native side throws has no better type
            throw new TokenizerFormatException("the tokenizer library refuses the file: " + e.getMessage(), e);
        }
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        return ints(run(text, addSpecialTokens).getIds());
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        ai.djl.huggingface.tokenizers.Encoding encoding = run(text, addSpecialTokens);
        int[] ids = ints(encoding.getIds());
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] units = units(text);
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (spans[i] != null) { // null for what no text stands for
                starts[i] = units[spans[i].getStart()];
                ends[i] = units[spans[i].getEnd()];
            }
        }
        return new Encoding(ids, starts, ends);
    }

    private ai.djl.huggingface.tokenizers.Encoding run(String text, boolean addSpecialTokens) {
        try {
            return library.encode(wellFormed(text), addSpecialTokens, false);
        } finally {
            Reference.reachabilityFence(library); // its finalizer frees what the native side works on
        }
    }

    /** Lone surrogates have no UTF-8; the library must not see them. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }

    /** For each character, and the end, the UTF-16 unit that it starts at. */
    private static int[] units(String text) {
        int[] units = new int[text.codePointCount(0, text.length()) + 1];
        int unit = 0;
        for (int i = 0; i < units.length - 1; i++) {
            units[i] = unit;
            unit += Character.charCount(text.codePointAt(unit));
        }
        units[units.length - 1] = unit;
        return units;
    }

    private static int[] ints(long[] ids) {
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        long[] known = Arrays.stream(ids)
                .filter(id -> vocabulary.token(id) != null)
                .asLongStream()
                .toArray();
        try {
            return library.decode(known, skipSpecialTokens);
        } finally {
            Reference.reachabilityFence(library);
        }
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        return new WindowStream(ids -> decode(ids, skipSpecialTokens));
    }

    @Override
    public byte[] bytes(int id) {
        return vocabulary.bytes(id);
    }

    @Override
    public @Nullable String token(int id) {
        return vocabulary.token(id);
    }

    @Override
    public int id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public boolean special(int id) {
        return vocabulary.special(id);
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public String implementation() {
        return "djl";
    }
}
