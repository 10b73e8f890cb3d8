package io.serai.guard.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts placeholders such as {@code <EMAIL_ADDRESS_7F3A21>} in the place of values, and remembers what they stand for.
 *
 * <p>One instance serves the texts of one request. A placeholder follows from the session's key, the type and the value,
 * so another instance with the same key masks the same texts in the same way: nothing has to be kept between the turns
 * of a chat. All texts are {@linkplain #learn learnt} first, in their order, and masked then: other occurrences of a
 * value, in whichever text, are masked too. What a rule found is masked wherever its characters stand, what a model
 * found where it stands as words of its own.
 *
 * <p>Traps: what looks like a placeholder of this request in a text of the client is masked like a value, since unmasking
 * would replace it. And placeholders keep apart from what the texts up to theirs hold, not from later ones: those must
 * not change how the beginning of a chat is masked.
 *
 * <p>Not thread-safe; {@link #toString} shows no value.
 */
public final class PiiMasker {
    /** Type of the placeholders that stand for what looks like one. */
    private static final String LITERAL = "PLACEHOLDER";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 16;
    /** A model's finds of fewer characters are masked where they were found only. */
    private static final int MIN_WORD = 3;

    private final Mac mac;
    private final Predicate<String> restored;
    /** Bodies by name and value. */
    private final Map<String, String> bodies = new HashMap<>();
    /** Values by body. */
    private final TreeMap<String, String> values = new TreeMap<>();

    private final TreeMap<String, String> toRestore = new TreeMap<>();
    private final Map<String, String> types = new HashMap<>();
    /** Values to search for, with whether they count as words only. */
    private final Map<String, Boolean> searched = new HashMap<>();
    /** What bodies may not end with. */
    private final TreeSet<String> taken = new TreeSet<>();

    private @Nullable ValueSearch search;
    private @Nullable ValueSearch literals;

    /**
     * A masker whose values all come back.
     *
     * @param sessionKey secret, at least 16 bytes: who knows it can find out values by trying
     * @throws IllegalArgumentException if it is shorter
     */
    public PiiMasker(byte[] sessionKey) {
        this(sessionKey, type -> true);
    }

    /** As {@link #PiiMasker(byte[])}, where values come back whose type is {@code restored}. */
    public PiiMasker(byte[] sessionKey, Predicate<String> restored) {
        if (sessionKey.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the session key has %d bytes; give at least %d".formatted(sessionKey.length, MIN_KEY_BYTES));
        }
        this.restored = restored;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(sessionKey, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256; use a complete one", e);
        }
    }

    // ---- what there is to hide

    /**
     * Takes note of what {@code text} holds.
     *
     * @param spans without overlaps
     * @throws IndexOutOfBoundsException if a span ends behind the text
     */
    public void learn(String text, List<PiiSpan> spans) {
        Placeholders.tails(text, taken);
        for (PiiSpan span : spans) {
            String value = text.substring(span.start(), span.end());
            var _ = body(value, span.type(), restored.test(span.type()));
            boolean anywhere = SpanMerge.byRule(span);
            if (anywhere || value.length() >= MIN_WORD) {
                types.putIfAbsent(value, span.type());
                boolean word = !anywhere && searched.getOrDefault(value, true);
                Boolean before = searched.put(value, word);
                if (before == null || before != word) {
                    search = null;
                }
            }
        }
    }

    private String body(String value, String type, boolean comesBack) {
        String name = Placeholders.name(type);
        String of = name + '\0' + value;
        String known = bodies.get(of);
        if (known != null) {
            return known;
        }
        String hash = HexFormat.of().withUpperCase().formatHex(mac.doFinal(of.getBytes(UTF_8)));
        for (int digits = Placeholders.HEX_DIGITS; digits <= hash.length(); digits += 2) {
            String tail = hash.substring(0, digits);
            String body = name + "_" + tail;
            if (!isTaken(tail) && values.putIfAbsent(body, value) == null) {
                bodies.put(of, body);
                if (comesBack) {
                    toRestore.put(body, value);
                }
                literals = null;
                return body;
            }
        }
        throw new IllegalStateException("no placeholder is left for a value; begin a new session");
    }

    private boolean isTaken(String tail) {
        String longer = taken.ceiling(tail);
        return longer != null && longer.startsWith(tail);
    }

    // ---- hiding it

    /**
     * The text with a placeholder for each span, and for each other occurrence of what was learnt.
     *
     * @param spans as {@link #learn} had them; a text that was not learnt is learnt now
     */
    public String mask(String text, List<PiiSpan> spans) {
        learn(text, spans);
        if (values.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder(text.length() + 64);
        int at = 0;
        for (PiiSpan span : spans) {
            gap(text, at, span.start(), masked);
            append(masked, text.substring(span.start(), span.end()), span.type());
            at = span.end();
        }
        gap(text, at, text.length(), masked);
        return masked.toString();
    }

    private void gap(String text, int from, int to, StringBuilder masked) {
        int at = from;
        for (int[] hit : search().find(text, from, to)) {
            literals(text, at, hit[0], masked);
            String value = text.substring(hit[0], hit[1]);
            append(masked, value, types.getOrDefault(value, LITERAL));
            at = hit[1];
        }
        literals(text, at, to, masked);
    }

    /** Copies a piece without values, but perhaps with what looks like a placeholder. */
    private void literals(String text, int from, int to, StringBuilder masked) {
        int at = from;
        for (int[] hit : literals().find(text, from, to)) {
            masked.append(text, at, hit[0]);
            append(masked, text.substring(hit[0], hit[1]), LITERAL);
            at = hit[1];
        }
        masked.append(text, at, to);
    }

    private void append(StringBuilder masked, String value, String type) {
        boolean comesBack = type.equals(LITERAL) || restored.test(type);
        masked.append(Placeholders.of(body(value, type, comesBack)));
    }

    private ValueSearch search() {
        ValueSearch made = search;
        if (made == null) {
            made = new ValueSearch(searched, false);
            search = made;
        }
        return made;
    }

    private ValueSearch literals() {
        ValueSearch made = literals;
        if (made == null) {
            var all = new HashMap<String, Boolean>();
            toRestore.keySet().forEach(body -> all.put(body.toUpperCase(Locale.ROOT), false));
            made = new ValueSearch(all, true);
            literals = made;
        }
        return made;
    }

    /** A placeholder that does not come back, for what a model wrote of its own; a masked value keeps the one it has. */
    public String forGood(String value, String type) {
        return Placeholders.of(body(value, type, false));
    }

    // ---- showing it again

    /** Whether a value was masked that comes back. */
    public boolean restores() {
        return !toRestore.isEmpty();
    }

    /** Restores what is masked so far in one stream of text. */
    public Unmasker unmasker() {
        return new Unmasker(new TreeMap<>(toRestore), UnaryOperator.identity());
    }

    /**
     * Restores what is masked so far in one stream of JSON, inside its strings: values are escaped as those need it. The
     * JSON must spell {@code <} and {@code >} as they are.
     */
    public Unmasker jsonUnmasker() {
        return unmasker(Placeholders::inJson);
    }

    /** Restores what is masked so far, each value as {@code spelling} writes it. */
    public Unmasker unmasker(UnaryOperator<String> spelling) {
        return new Unmasker(new TreeMap<>(toRestore), spelling);
    }

    /** Where {@code text} has a placeholder of this request, or what is copied from one: pairs of start and end. */
    public List<int[]> placesIn(String text) {
        var bodies = new HashMap<String, Boolean>();
        values.keySet().forEach(body -> bodies.put(body, false));
        return new ValueSearch(bodies, true).find(text, 0, text.length());
    }

    /** How many values, not which. */
    @Override
    public String toString() {
        return "PiiMasker[" + values.size() + " values]";
    }
}
