package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import io.serai.guard.pii.Scripts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for personal data in one text of an answer that arrives in chunks: by rules, and only for what the request did
 * not hold. The last word is held back, and numbers, addresses and long words before it: they may go on. Where a script
 * has no spaces, each character is a word; values seldom have such, but an address may begin right behind one. A value
 * that goes on is waited for, but not for ever: of one longer than {@link #MOST_AWAITED} characters the placeholder goes
 * out, and what follows of it is dropped.
 */
final class AnswerScan implements AnswerStage {
    static final int MOST_HELD = 1024;
    /** Of a value, and of what may become a token. */
    static final int MOST_AWAITED = 4 * MOST_HELD;
    /** What went out stays for as long as a word in it may say what stands behind. */
    private static final int CONTEXT = 48;

    private static final int LONG_WORD = 24;
    /** Characters of a script without spaces that an address may go on over. */
    private static final int MOST_OF_ADDRESS = 64;

    /** Tokens can be told by their end only. */
    private static final String TOKEN = "eyJ";

    private static final String BLOCK = "-----BEGIN ";
    private static final String DASHES = "-----";
    /** Characters of the first line of a key, and of its last one. */
    private static final int MOST_OF_LINE = 64;

    private final PiiTrace trace;
    private final PiiCounts counts;
    private final boolean masks;
    private final StringBuilder text = new StringBuilder();
    /** How much of {@link #text} has gone out. */
    private int out;
    /** Whether {@link #text} begins with a long value whose placeholder has gone out, and which goes on. */
    private boolean dropping;
    /** Length of {@link #text} to look for the end of a long value at: not at each of its pieces. */
    private int nextLook;

    /**
     * A scan of one text.
     *
     * @param masks whether what is found is replaced
     */
    AnswerScan(PiiTrace trace, PiiCounts counts, boolean masks) {
        this.trace = trace;
        this.counts = counts;
        this.masks = masks;
    }

    @Override
    public String push(String chunk) {
        text.append(chunk);
        if (dropping) {
            drop();
        }
        return dropping || text.length() < nextLook ? "" : release(Math.max(out, certain()), false);
    }

    @Override
    public String end() {
        if (dropping) {
            drop();
        }
        return release(text.length(), true);
    }

    /** Where what may still go on begins. */
    private int certain() {
        int least = Math.max(out, text.length() - MOST_HELD);
        int start = wordStart(text.length(), least);
        while (start > least) {
            int before = start;
            while (before > least && Character.isWhitespace(text.charAt(before - 1))) {
                before--;
            }
            int word = wordStart(before, least);
            if (word == before || !suspicious(word, before)) {
                break;
            }
            start = word;
        }
        return Math.min(token(start), firstLine(address(start, least), least));
    }

    /** Where the token begins that the last word may be; else {@code start}. */
    private int token(int start) {
        int word = wordStart(text.length(), Math.max(out, text.length() - MOST_AWAITED));
        int begin = text.indexOf(TOKEN, word);
        return begin < 0 ? start : begin;
    }

    /** Where the first line of a key begins that {@code start} may be in the middle of; else {@code start}. */
    private int firstLine(int start, int least) {
        int begin = text.lastIndexOf(BLOCK, start);
        boolean open =
                begin >= Math.max(least, start - MOST_OF_LINE) && text.indexOf(DASHES, begin + BLOCK.length()) < 0;
        return open ? begin : start;
    }

    /** A word of more than one character has no spaces, and none of the characters that stand alone. */
    private int wordStart(int end, int least) {
        int start = end;
        while (start > least) {
            int c = text.codePointBefore(start);
            int before = start - Character.charCount(c);
            if (Character.isWhitespace(c) || before < least) {
                break;
            }
            if (standsAlone(c)) {
                return start == end ? before : start;
            }
            start = before;
        }
        return start;
    }

    /** Punctuation and symbols beyond ASCII, and scripts without spaces; dashes and hard spaces join numbers. */
    private static boolean standsAlone(int c) {
        if (c < 0x80) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.DASH_PUNCTUATION, Character.SPACE_SEPARATOR, Character.SURROGATE -> false;
            case Character.OTHER_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_SYMBOL -> true;
            default -> Scripts.unspaced(c);
        };
    }

    /** Where the address begins that {@code start} may be in the middle of; else {@code start}. */
    private int address(int start, int least) {
        int from = Math.max(least, start - MOST_OF_ADDRESS);
        int at = start;
        while (at > from) {
            int c = text.codePointBefore(at);
            at -= Character.charCount(c);
            boolean letter =
                    c < 0x80 || Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            if (Character.isWhitespace(c) || !letter) {
                return start;
            }
            if (c == '@' || c == '/') {
                return wordStart(at + 1, least);
            }
        }
        return start;
    }

    private boolean suspicious(int start, int end) {
        if (end - start >= LONG_WORD) {
            return true;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == '@' || c == '+' || c == '(' || c == '-') {
                return true;
            }
        }
        return false;
    }

    private String release(int until, boolean last) {
        if (until == out) {
            return "";
        }
        String all = text.toString();
        List<PiiSpan> spans = trace.plan().finder().find(all);
        PiiSpan open = last ? null : open(spans, until);
        int end = until;
        if (open != null && all.length() - open.start() <= MOST_AWAITED) {
            end = Math.max(out, open.start());
            nextLook = open.length() > MOST_HELD ? text.length() + MOST_OF_LINE : 0;
        }
        var released = new StringBuilder(end - out + 32);
        int from = out;
        for (PiiSpan span : spans) {
            int start = Math.max(span.start(), from);
            if (start >= span.end() || start >= end) {
                continue;
            }
            boolean tooLong = span.equals(open);
            int valueEnd = tooLong ? Math.min(span.end(), start + MOST_HELD) : span.end();
            String value = all.substring(start, valueEnd);
            if (!(tooLong ? beginsOneGiven(value) : given(all, span, value))) {
                counts.answered(span.type(), masks ? "mask" : "detect");
                if (masks) {
                    released.append(all, from, start);
                    released.append(trace.masker().forGood(value, span.type()));
                    from = span.end();
                }
            }
        }
        if (open != null && from == open.end()) {
            text.delete(0, open.start());
            nextLook = 0;
            out = open.length();
            drop();
            return released.toString();
        }
        released.append(all, from, end);
        forget(end);
        return released.toString();
    }

    /** The value, not yet out, that nobody knows the end of and that would be cut at {@code until}; or null. */
    private @Nullable PiiSpan open(List<PiiSpan> spans, int until) {
        for (PiiSpan span : spans) {
            boolean goesOn = span.end() > until || reachesTheEnd(span.end());
            if (span.start() < until && span.end() > out && goesOn) {
                return span;
            }
        }
        return null;
    }

    private boolean reachesTheEnd(int end) {
        return text.length() - end < MOST_OF_LINE && text.chars().skip(end).allMatch(Character::isWhitespace);
    }

    /** Drops what has come of a long value. Its beginning and its end stay: they say what it is. */
    private void drop() {
        List<PiiSpan> spans = trace.plan().finder().find(text.toString());
        boolean known = !spans.isEmpty() && spans.getFirst().start() == 0;
        out = Math.max(out, known ? spans.getFirst().end() : 0);
        dropping = reachesTheEnd(out);
        int head = MOST_OF_LINE;
        while (text.charAt(head - 1) == '-') {
            head--; // dashes that meet would end a key
        }
        int dropped = Math.max(0, out - MOST_OF_LINE - head);
        text.delete(head, head + dropped);
        out -= dropped;
    }

    private boolean beginsOneGiven(String value) {
        return trace.given().stream().anyMatch(one -> one.startsWith(value));
    }

    /** Whether the request held it, the part before it that is out included. */
    private boolean given(String all, PiiSpan span, String value) {
        return trace.given().contains(value) || trace.given().contains(all.substring(span.start(), span.end()));
    }

    private void forget(int end) {
        int kept = Math.max(0, end - CONTEXT);
        text.delete(0, kept);
        nextLook = Math.max(0, nextLook - kept);
        out = end - kept;
    }
}
