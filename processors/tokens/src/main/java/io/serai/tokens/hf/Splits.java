package io.serai.tokens.hf;

import io.serai.tokens.bpe.ByteAlphabet;
import io.serai.tokens.bpe.Ids;
import io.serai.tokens.bpe.Utf8;
import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.bpe.WordScanners;
import java.util.List;
import java.util.function.Consumer;

/** The pre-tokenizers. */
final class Splits {
    private Splits() {}

    /** Leaves a piece as it is. */
    record Whole() implements PreTokenizer {
        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            out.accept(piece);
        }
    }

    /** One after the other, each on every piece of the one before. */
    record Sequence(List<PreTokenizer> steps) implements PreTokenizer {
        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            step(0, piece, out);
        }

        private void step(int index, AlignedText piece, Consumer<AlignedText> out) {
            if (piece.isEmpty()) {
                return;
            }
            if (index == steps.size()) {
                out.accept(piece);
            } else {
                steps.get(index).split(piece, part -> step(index + 1, part, out));
            }
        }
    }

    /** Cuts at what a pattern matches. */
    record Pattern(SplitPattern pattern, SplitBehavior behavior, boolean invert) implements PreTokenizer {
        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            Ids matches = new Ids(32);
            pattern.find(piece.toString(), matches);
            behavior.split(piece, matches, invert, out);
        }
    }

    /** Cuts with a scanner. */
    record Scanned(WordScanner scanner) implements PreTokenizer {
        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            char[] chars = piece.chars();
            int base = piece.from();
            for (int from = base; from < piece.to(); ) {
                int end = scanner.next(chars, from, piece.to());
                out.accept(piece.slice(from - base, end - base));
                from = end;
            }
        }
    }

    /** GPT-2's: cuts if asked, then spells each byte as a character of the byte alphabet. */
    record ByteLevel(boolean addPrefixSpace, boolean cut) implements PreTokenizer {
        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            boolean prefix = addPrefixSpace && !piece.isEmpty() && piece.charAt(0) != ' ';
            AlignedText text = prefix ? Normalizers.prepend(piece, " ") : piece;
            if (cut) {
                new Scanned(WordScanners.gpt2()).split(text, part -> out.accept(spell(part)));
            } else {
                out.accept(spell(text));
            }
        }

        static AlignedText spell(AlignedText piece) {
            AlignedText.Edit edit = piece.edit();
            char[] character = new char[2];
            for (int at = 0; at < piece.length(); ) {
                int count = Character.toChars(piece.codePointAt(at), character, 0);
                for (byte value : Utf8.bytes(character, 0, count)) {
                    edit.put(ByteAlphabet.character(value & 0xFF), at);
                }
                at += count;
            }
            return edit.done();
        }
    }

    /** SentencePiece's: spaces become U+2581, one is put before, and words start with it. */
    record Metaspace(String replacement, Prepend prepend, boolean cut) implements PreTokenizer {
        /** Where a replacement is put before a piece that does not start with one. */
        enum Prepend {
            ALWAYS,
            /** Only at the start of the text. */
            FIRST,
            NEVER
        }

        @Override
        public void split(AlignedText piece, Consumer<AlignedText> out) {
            AlignedText text = Normalizers.replace(piece, SplitPattern.literal(" "), replacement);
            boolean wanted = prepend == Prepend.ALWAYS
                    || (prepend == Prepend.FIRST && !piece.isEmpty() && piece.originalStart(0) == 0);
            if (wanted && !text.toString().startsWith(replacement)) {
                text = Normalizers.prepend(text, replacement);
            }
            if (cut) {
                new Pattern(SplitPattern.literal(replacement), SplitBehavior.MERGED_WITH_NEXT, false).split(text, out);
            } else {
                out.accept(text);
            }
        }
    }
}
