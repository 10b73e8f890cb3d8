package io.serai.tokens.hf;

import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.bpe.Ids;
import io.serai.tokens.bpe.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The decoders but those of the WordPiece family. */
final class Decoders {
    private Decoders() {}

    /** One after the other. */
    record Sequence(List<TokenDecoder> steps) implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            List<String> now = tokens;
            for (TokenDecoder step : steps) {
                now = step.decode(now);
            }
            return now;
        }

        @Override
        public String text(String token) {
            String now = token;
            for (TokenDecoder step : steps) {
                now = step.text(now);
            }
            return now;
        }

        @Override
        public DecoderKind kind() {
            DecoderKind kind = DecoderKind.TEXT;
            for (TokenDecoder step : steps) {
                kind = step.kind() == DecoderKind.TEXT ? kind : step.kind();
            }
            return kind;
        }
    }

    /** Tokens in the byte alphabet; one with a character outside it stands for its own UTF-8. */
    record ByteLevel() implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var bytes = new ByteArrayOutputStream();
            for (String token : tokens) {
                bytes.writeBytes(bytes(token));
            }
            return List.of(Utf8.text(bytes.toByteArray(), bytes.size()));
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.BYTE_LEVEL;
        }

        static byte[] bytes(String token) {
            byte[] bytes = ByteAlphabet.bytes(token);
            return bytes != null ? bytes : token.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** {@code <0xNN>} is a byte; a run of these that is no UTF-8 becomes a U+FFFD for each. */
    record ByteFallback() implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var texts = new ArrayList<String>(tokens.size());
            var bytes = new ByteArrayOutputStream();
            for (String token : tokens) {
                int value = value(token);
                if (value >= 0) {
                    bytes.write(value);
                } else {
                    flush(bytes, texts);
                    texts.add(token);
                }
            }
            flush(bytes, texts);
            return texts;
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.BYTE_FALLBACK;
        }

        /** The byte that {@code token} spells; -1 if none. */
        static int value(String token) {
            if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
                return -1;
            }
            int high = Character.digit(token.charAt(3), 16);
            int low = Character.digit(token.charAt(4), 16);
            return high < 0 || low < 0 ? -1 : (high << 4) | low;
        }

        private static void flush(ByteArrayOutputStream bytes, List<String> texts) {
            if (bytes.size() == 0) {
                return;
            }
            try {
                var whole = ByteBuffer.wrap(bytes.toByteArray());
                texts.add(StandardCharsets.UTF_8.newDecoder().decode(whole).toString());
            } catch (CharacterCodingException e) {
                texts.add("\uFFFD".repeat(bytes.size()));
            }
            bytes.reset();
        }
    }

    /** Joins all tokens into one, so that later steps see the whole text. */
    record Fuse() implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            return List.of(String.join("", tokens));
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.TEXT;
        }
    }

    /** Puts {@code content} in place of every match, token by token. */
    record Replace(SplitPattern pattern, String content) implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var texts = new ArrayList<String>(tokens.size());
            for (String token : tokens) {
                texts.add(replace(token));
            }
            return texts;
        }

        @Override
        public String text(String token) {
            return replace(token);
        }

        private String replace(String token) {
            var matches = new Ids(8);
            pattern.find(token, matches);
            if (matches.size() == 0) {
                return token;
            }
            var text = new StringBuilder(token.length());
            int done = 0;
            for (int i = 0; i < matches.size(); i += 2) {
                text.append(token, done, matches.get(i)).append(content);
                done = matches.get(i + 1);
            }
            return text.append(token, done, token.length()).toString();
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.TEXT;
        }
    }

    /** Drops up to so many of a character at the ends of each token, which behind a {@link Fuse} is the text. */
    record Strip(char content, int start, int stop) implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var texts = new ArrayList<String>(tokens.size());
            for (String token : tokens) {
                int from = 0;
                int to = token.length();
                while (from < start && from < to && token.charAt(from) == content) {
                    from++;
                }
                while (token.length() - to < stop && to > from && token.charAt(to - 1) == content) {
                    to--;
                }
                texts.add(token.substring(from, to));
            }
            return texts;
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.TEXT;
        }
    }

    /** The replacement is a space; those of the first token are dropped. */
    record Metaspace(String replacement, boolean prepended) implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var texts = new ArrayList<String>(tokens.size());
            for (String token : tokens) {
                texts.add(token.replace(replacement, texts.isEmpty() && prepended ? "" : " "));
            }
            return texts;
        }

        @Override
        public String text(String token) {
            return token.replace(replacement, " ");
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.METASPACE;
        }
    }

    /** The suffix is a space; nothing behind the last token. */
    record Suffix(String suffix) implements TokenDecoder {
        @Override
        public List<String> decode(List<String> tokens) {
            var texts = new ArrayList<String>(tokens.size());
            for (String token : tokens) {
                texts.add(token.replace(suffix, texts.size() + 1 == tokens.size() ? "" : " "));
            }
            return texts;
        }

        @Override
        public DecoderKind kind() {
            return DecoderKind.TEXT;
        }
    }
}
