package io.serai.tokens.unigram;

import io.serai.tokens.bpe.Ids;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.Normalizer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Normalization as SentencePiece does it itself: at each place the longest entry of the character map counts, spaces at
 * the ends and repeated ones go, a space is put before the text, and spaces become U+2581.
 */
final class SentencePieceNormalizer implements Normalizer {
    static final char SPACE = '\u2581';

    private final @Nullable CharsMap map;
    private final SentencePieceFile rules;
    private final char space;

    SentencePieceNormalizer(@Nullable CharsMap map, SentencePieceFile rules) {
        this.map = map;
        this.rules = rules;
        this.space = rules.escapeSpaces() ? SPACE : ' ';
    }

    @Override
    public AlignedText normalize(AlignedText text) {
        return text.isEmpty() ? text : new Run(text).run();
    }

    /** One text on its way. */
    private final class Run {
        private final AlignedText text;
        private final String original;
        private final AlignedText.Edit edit;
        private boolean begun;
        private boolean afterSpace;
        private final Ids held = new Ids(4);

        Run(AlignedText text) {
            this.text = text;
            this.original = text.toString();
            this.edit = text.edit();
        }

        AlignedText run() {
            if (map == null) {
                for (int i = 0; i < original.length(); i += Character.charCount(original.codePointAt(i))) {
                    put(original.codePointAt(i), i);
                }
            } else {
                replaceAll(map, original.getBytes(StandardCharsets.UTF_8));
            }
            if (begun && rules.dummyPrefix() && rules.spaceAsSuffix()) {
                edit.put(space, text.length() - 1);
            }
            return edit.done();
        }

        private void replaceAll(CharsMap map, byte[] utf8) {
            int at = 0;
            for (int i = 0; i < original.length(); ) {
                long found = map.find(utf8, at, utf8.length, true);
                String replacement = found < 0 ? null : map.replacement(found);
                if (replacement != null) {
                    for (int k = 0; k < replacement.length(); k += Character.charCount(replacement.codePointAt(k))) {
                        put(replacement.codePointAt(k), i);
                    }
                } else {
                    put(original.codePointAt(i), i);
                }
                int end = at + (replacement == null ? 1 : (int) (found >>> 32));
                while (at < end) {
                    int c = original.codePointAt(i);
                    at += utf8Length(c);
                    i += Character.charCount(c);
                }
            }
        }

        /** Where spaces are removed, those that something else does not follow go, even U+2581 of the text itself. */
        private void put(int c, int at) {
            if (c == ' ' && rules.removeExtraSpaces()) {
                if (begun && !afterSpace) {
                    held.add(at);
                    afterSpace = true;
                }
                return;
            }
            if (!begun && rules.dummyPrefix() && !rules.spaceAsSuffix()) {
                held.add(at);
            }
            begun = true;
            afterSpace = false;
            if (c == space && rules.removeExtraSpaces()) {
                held.add(at);
                return;
            }
            for (int i = 0; i < held.size(); i++) {
                edit.put(space, held.get(i));
            }
            held.clear();
            edit.put(c == ' ' ? space : c, at);
        }
    }

    private static int utf8Length(int c) {
        if (Character.isSurrogate((char) c) && c < 0x10000) {
            return 1; // getBytes writes '?'
        }
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
