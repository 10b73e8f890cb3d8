package io.serai.tokens.hf;

import io.serai.tokens.bpe.CharClass;
import io.serai.tokens.bpe.Ids;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The normalizers but the Unicode forms, which are {@link UnicodeForm}. */
final class Normalizers {
    private Normalizers() {}

    /** Leaves text as it is. */
    record Identity() implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            return text;
        }
    }

    /** One after the other. */
    record Sequence(List<Normalizer> steps) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            AlignedText now = text;
            for (Normalizer step : steps) {
                now = step.normalize(now);
            }
            return now;
        }
    }

    /** Puts {@code content} in place of every match. */
    record Replace(SplitPattern pattern, String content) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            return replace(text, pattern, content);
        }
    }

    /** Replaces one character by another, which is what most files do. */
    record ReplaceUnit(char wanted, char content) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            return text.with(wanted, content);
        }
    }

    /** Puts {@code content} before a text that is not empty. */
    record Prepend(String content) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            return prepend(text, content);
        }
    }

    /** Lower case, each character on its own. */
    record Lowercase() implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            AlignedText.Edit edit = text.edit();
            for (int at = 0; at < text.length(); ) {
                int point = text.codePointAt(at);
                int lower = Character.toLowerCase(point);
                if (point == '\u0130') {
                    edit.put(Character.toString(point).toLowerCase(Locale.ROOT), at);
                } else {
                    edit.put(lower, at);
                }
                at += Character.charCount(point);
            }
            return edit.done();
        }
    }

    /** Drops white space at the ends. */
    record Strip(boolean left, boolean right) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            int start = 0;
            int end = text.length();
            while (left && start < end && CharClass.whiteSpace(text.charAt(start))) {
                start++;
            }
            while (right && end > start && CharClass.whiteSpace(text.charAt(end - 1))) {
                end--;
            }
            return text.slice(start, end);
        }
    }

    /** Drops characters. */
    record Drop(IntPredicate unwanted) implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            AlignedText.Edit edit = text.edit();
            for (int at = 0; at < text.length(); ) {
                int point = text.codePointAt(at);
                if (!unwanted.test(point)) {
                    edit.put(point, at);
                }
                at += Character.charCount(point);
            }
            return edit.done();
        }
    }

    /** Spells each byte as a character of the byte alphabet. */
    record ByteLevel() implements Normalizer {
        @Override
        public AlignedText normalize(AlignedText text) {
            return Splits.ByteLevel.spell(text);
        }
    }

    /** {@code content} before {@code text}, aligned to its first character; an empty text stays empty. */
    static AlignedText prepend(AlignedText text, String content) {
        if (text.isEmpty()) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        edit.put(content, 0);
        edit.copy(0, text.length());
        return edit.done();
    }

    /** {@code content} in place of every match, aligned to the last character of what it stands for. */
    static AlignedText replace(AlignedText text, SplitPattern pattern, String content) {
        Ids matches = new Ids(16);
        pattern.find(text.toString(), matches);
        if (matches.size() == 0) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        int done = 0;
        for (int i = 0; i < matches.size(); i += 2) {
            edit.copy(done, matches.get(i));
            edit.put(content, matches.get(i + 1) - 1);
            done = matches.get(i + 1);
        }
        edit.copy(done, text.length());
        return edit.done();
    }
}
