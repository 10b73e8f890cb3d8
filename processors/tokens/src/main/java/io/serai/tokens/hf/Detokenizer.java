package io.serai.tokens.hf;

import io.serai.tokens.bpe.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From tokens back to text. */
final class Detokenizer {
    private static final byte[] NOTHING = {};

    private final PipelineTokenizer tokenizer;
    private final @Nullable TokenDecoder decoder;
    private final DecodingRules rules;
    private final byte[] pool;
    private final int[] ends;

    private Detokenizer(
            PipelineTokenizer tokenizer, @Nullable TokenDecoder decoder, DecodingRules rules, byte[] pool, int[] ends) {
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.rules = rules;
        this.pool = pool;
        this.ends = ends;
    }

    static Detokenizer of(PipelineTokenizer tokenizer, @Nullable TokenDecoder decoder) {
        DecodingRules rules = rules(decoder);
        int size = tokenizer.vocabularySize();
        byte[] pool = new byte[size * 6 + 64];
        int[] ends = new int[size];
        int used = 0;
        for (int id = 0; id < size; id++) {
            String token = tokenizer.token(id);
            byte[] bytes = token == null ? NOTHING : bytes(token, decoder, rules.kind());
            if (pool.length - used < bytes.length) {
                pool = Arrays.copyOf(pool, Math.max(pool.length * 3 / 2, used + bytes.length));
            }
            System.arraycopy(bytes, 0, pool, used, bytes.length);
            used += bytes.length;
            ends[id] = used;
        }
        return new Detokenizer(tokenizer, decoder, rules, Arrays.copyOf(pool, used), ends);
    }

    DecodingRules rules() {
        return rules;
    }

    byte[] bytes(int id) {
        return id < 0 || id >= ends.length ? NOTHING : Arrays.copyOfRange(pool, start(id), ends[id]);
    }

    String decode(int[] ids, boolean skipSpecialTokens) {
        if (rules.kind() == DecoderKind.BYTE_LEVEL && decoder instanceof Decoders.ByteLevel) {
            return bytesDecoded(ids, skipSpecialTokens);
        }
        List<String> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            String token = skipSpecialTokens && tokenizer.special(id) ? null : tokenizer.token(id);
            if (token != null) {
                tokens.add(token);
            }
        }
        return decoder == null ? String.join(" ", tokens) : String.join("", decoder.decode(tokens));
    }

    private String bytesDecoded(int[] ids, boolean skipSpecialTokens) {
        int length = 0;
        for (int id : ids) {
            length += id < 0 || id >= ends.length ? 0 : ends[id] - start(id);
        }
        byte[] bytes = new byte[length];
        int used = 0;
        for (int id : ids) {
            if (id >= 0 && id < ends.length && !(skipSpecialTokens && tokenizer.special(id))) {
                System.arraycopy(pool, start(id), bytes, used, ends[id] - start(id));
                used += ends[id] - start(id);
            }
        }
        return Utf8.text(bytes, used);
    }

    private int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    private static byte[] bytes(String token, @Nullable TokenDecoder decoder, DecoderKind kind) {
        if (decoder == null) {
            return token.getBytes(StandardCharsets.UTF_8);
        }
        if (kind == DecoderKind.BYTE_LEVEL) {
            return Decoders.ByteLevel.bytes(decoder.text(token));
        }
        int value = kind == DecoderKind.BYTE_FALLBACK ? Decoders.ByteFallback.value(token) : -1;
        return value >= 0 ? new byte[] {(byte) value} : decoder.text(token).getBytes(StandardCharsets.UTF_8);
    }

    private static DecodingRules rules(@Nullable TokenDecoder decoder) {
        if (decoder == null) {
            return new DecodingRules(DecoderKind.SPACED, 0, false);
        }
        int leading = 0;
        if (decoder instanceof Decoders.Sequence sequence) {
            for (TokenDecoder step : sequence.steps()) {
                leading += step instanceof Decoders.Strip strip && strip.content() == ' ' ? strip.start() : 0;
            }
        }
        DecoderKind kind = decoder.kind();
        return new DecodingRules(kind, leading, kind == DecoderKind.WORDPIECE);
    }
}
