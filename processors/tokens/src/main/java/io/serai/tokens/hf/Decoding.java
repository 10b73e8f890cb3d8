package io.serai.tokens.hf;

import io.serai.core.TextStream;
import io.serai.tokens.bpe.Utf8;
import io.serai.tokens.stream.Detokenizer;
import io.serai.tokens.stream.LeadingSpace;
import io.serai.tokens.stream.TextStreams;
import io.serai.tokens.wordpiece.WordPieceDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From tokens back to text: whole texts by the decoder of the file, streams by the detokenizer of its kind. */
final class Decoding {
    private static final byte[] NOTHING = {};

    private final PipelineTokenizer tokenizer;
    private final @Nullable TokenDecoder decoder;
    private final byte[][] bytes;
    private final Detokenizer streams;

    Decoding(PipelineTokenizer tokenizer, @Nullable TokenDecoder decoder) {
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.bytes = new byte[tokenizer.vocabularySize()][];
        for (int id = 0; id < bytes.length; id++) {
            String token = tokenizer.token(id);
            bytes[id] = token == null ? NOTHING : bytes(token, decoder);
        }
        this.streams = streams();
    }

    /** What {@code id} stands for; the array must not be changed. */
    byte[] bytes(int id) {
        return id < 0 || id >= bytes.length ? NOTHING : bytes[id];
    }

    TextStream stream(boolean skipSpecialTokens) {
        return streams.stream(skipSpecialTokens);
    }

    String decode(int[] ids, boolean skipSpecialTokens) {
        if (decoder instanceof Decoders.ByteLevel) {
            return byteLevel(ids, skipSpecialTokens);
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

    private String byteLevel(int[] ids, boolean skipSpecialTokens) {
        int length = 0;
        for (int id : ids) {
            length += bytes(id).length;
        }
        byte[] text = new byte[length];
        int used = 0;
        for (int id : ids) {
            byte[] token = bytes(id);
            if (!(skipSpecialTokens && tokenizer.special(id))) {
                System.arraycopy(token, 0, text, used, token.length);
                used += token.length;
            }
        }
        return Utf8.text(text, used);
    }

    private static byte[] bytes(String token, @Nullable TokenDecoder decoder) {
        if (decoder == null) {
            return token.getBytes(StandardCharsets.UTF_8);
        }
        int value = decoder.kind() == DecoderKind.BYTE_FALLBACK ? Decoders.ByteFallback.value(token) : -1;
        if (value >= 0) {
            return new byte[] {(byte) value};
        }
        String text = decoder.text(token);
        if (decoder instanceof WordPieceDecoder words) {
            text = token.startsWith(words.prefix())
                    ? token.substring(words.prefix().length())
                    : " " + token;
        }
        boolean spelled = decoder.kind() == DecoderKind.BYTE_LEVEL;
        return spelled ? Decoders.ByteLevel.bytes(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private Detokenizer streams() {
        if (decoder instanceof WordPieceDecoder words) {
            return TextStreams.wordPiece(tokenizer::token, tokenizer::special, words.prefix(), words.cleanUp());
        }
        if (decoder instanceof Decoders.Suffix ends && !ends.suffix().isEmpty()) {
            return TextStreams.wordEnds(tokenizer::token, tokenizer::special, ends.suffix());
        }
        if (decoder == null) {
            return TextStreams.wordPiece(tokenizer::token, tokenizer::special, "", false);
        }
        return switch (decoder.kind()) {
            case BYTE_LEVEL -> TextStreams.byteLevel(this::bytes, tokenizer::special);
            case METASPACE -> text(prepended() ? LeadingSpace.ALL_OFF_FIRST_TOKEN : LeadingSpace.KEPT);
            default -> text(stripped() ? LeadingSpace.ONE_OFF_TEXT : LeadingSpace.KEPT);
        };
    }

    private Detokenizer text(LeadingSpace space) {
        return TextStreams.byteFallback(this::bytes, this::byteToken, tokenizer::special, space);
    }

    private boolean byteToken(int id) {
        boolean fallback = decoder != null && decoder.kind() == DecoderKind.BYTE_FALLBACK;
        // the spelling of such a token has six characters: only a token of one byte can be one
        if (!fallback || bytes(id).length != 1) {
            return false;
        }
        String token = tokenizer.token(id);
        return token != null && Decoders.ByteFallback.value(token) >= 0;
    }

    private boolean prepended() {
        return !(decoder instanceof Decoders.Metaspace spaces) || spaces.prepended();
    }

    private boolean stripped() {
        return decoder instanceof Decoders.Sequence sequence
                && sequence.steps().stream()
                        .anyMatch(step ->
                                step instanceof Decoders.Strip strip && strip.content() == ' ' && strip.start() > 0);
    }
}
