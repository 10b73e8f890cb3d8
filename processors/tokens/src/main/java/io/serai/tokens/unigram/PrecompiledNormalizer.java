package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.Normalizer;
import io.serai.tokens.hf.PartJson;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The normalizer {@code Precompiled}. A grapheme of less than six bytes is replaced as a whole if the map has an entry
 * that it starts with; otherwise its characters are, one by one.
 */
public final class PrecompiledNormalizer implements Normalizer {
    private static final int LONGEST_GRAPHEME_BYTES = 5;

    private final CharsMap map;
    private final @Nullable String[] ascii = new String[0x80];

    private PrecompiledNormalizer(CharsMap map) {
        this.map = map;
        for (char c = 0; c < ascii.length; c++) {
            ascii[c] = lookUp(String.valueOf(c));
        }
    }

    /** From the object in a tokenizer file. */
    public static PrecompiledNormalizer of(PartJson json) throws TokenizerFormatException {
        String map = json.neededText("precompiled_charsmap");
        try {
            return new PrecompiledNormalizer(CharsMap.of(Base64.getDecoder().decode(map)));
        } catch (IllegalArgumentException e) {
            throw new TokenizerFormatException(json.path() + ".precompiled_charsmap is no Base64", e);
        }
    }

    @Override
    public AlignedText normalize(AlignedText text) {
        int same = unchangedUpTo(text);
        if (same == text.length()) {
            return text;
        }
        return new Run(text, same).run();
    }

    /** Length of the ASCII start that stays as it is, but for its last character, which may combine with the next. */
    private int unchangedUpTo(AlignedText text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ascii.length || c == '\r' || ascii[c] != null) {
                return Math.max(0, i - 1);
            }
        }
        return text.length();
    }

    /**
     * One text on its way. Characters that are written stand for those of the text one by one, whatever was replaced by
     * what: of a replacement, those too many stand for the last, and characters that go are passed over behind the
     * one before. With none before, they are not, and all places of the text lag behind; so it is in the library.
     */
    private final class Run {
        private final String text;
        private final int from;
        private final AlignedText.Edit edit;
        private int place;
        private int lastPlace;
        private boolean written;

        Run(AlignedText text, int from) {
            this.text = text.toString();
            this.from = from;
            this.edit = text.edit();
            edit.copy(0, from);
            this.place = from;
            this.written = from > 0;
        }

        AlignedText run() {
            BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
            graphemes.setText(text.substring(from));
            for (int start = 0, end = graphemes.next();
                    end != BreakIterator.DONE;
                    start = end, end = graphemes.next()) {
                grapheme(from + start, from + end);
            }
            return edit.done();
        }

        private void grapheme(int start, int end) {
            if (end - start > 1 && end - start <= LONGEST_GRAPHEME_BYTES) {
                String whole = text.substring(start, end);
                String replacement = bytes(whole) <= LONGEST_GRAPHEME_BYTES ? lookUp(whole) : null;
                if (replacement != null) {
                    replace(whole.codePointCount(0, whole.length()), replacement);
                    return;
                }
            }
            for (int i = start; i < end; ) {
                int next = i + Character.charCount(text.codePointAt(i));
                char c = text.charAt(i);
                String replacement = c < ascii.length ? ascii[c] : lookUp(text.substring(i, next));
                if (replacement == null) {
                    write(text.codePointAt(i), true);
                } else {
                    replace(1, replacement);
                }
                i = next;
            }
        }

        private void replace(int characters, String replacement) {
            int left = characters;
            for (int i = 0; i < replacement.length(); ) {
                int c = replacement.codePointAt(i);
                write(c, left-- > 0);
                i += Character.charCount(c);
            }
            for (; written && left > 0; left--) {
                pass();
            }
        }

        private void write(int c, boolean own) {
            if (own) {
                lastPlace = place;
                pass();
            }
            edit.put(c, lastPlace);
            written = true;
        }

        private void pass() {
            place += Character.charCount(text.codePointAt(place));
        }
    }

    private @Nullable String lookUp(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        long found = map.find(utf8, 0, utf8.length, false);
        return found < 0 ? null : map.replacement(found);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
