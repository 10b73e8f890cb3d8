package io.serai.guard.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts placeholders such as {@code <EMAIL_ADDRESS_7F3A21>} in the place of values, and remembers what they stand for.
 *
 * <p>One instance serves one session. A placeholder follows from the session's key, the type and the value, so that the
 * same message is masked to the same text in every turn. Other occurrences of a value that was found are masked too:
 * the masked text holds none of them. Thread-safe; {@link #toString} shows no value.
 *
 * <p>Traps: a placeholder of this session that stands in a text already is masked like a value, since unmasking would
 * replace it. And what {@link PiiSpan#resolve} dropped is not masked.
 */
public final class PiiMasker {
    /** Type of the placeholders that stand for placeholders. */
    private static final String LITERAL = "PLACEHOLDER";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 16;
    private static final int HEX_DIGITS = 6;

    private final SecretKeySpec key;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /**
     * A masker of one session.
     *
     * @param sessionKey secret, at least 16 bytes: who knows it can find out values by trying
     * @throws IllegalArgumentException if it is shorter
     */
    public PiiMasker(byte[] sessionKey) {
        if (sessionKey.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the session key has %d bytes; give at least %d".formatted(sessionKey.length, MIN_KEY_BYTES));
        }
        this.key = new SecretKeySpec(sessionKey, ALGORITHM);
    }

    /**
     * The text with a placeholder for each span, and for each other occurrence of what the spans hold.
     *
     * @param spans in any order; of those that overlap {@link PiiSpan#resolve} chooses
     * @throws IndexOutOfBoundsException if a span ends behind the text
     */
    public synchronized String mask(String text, List<PiiSpan> spans) {
        Set<String> literals = Placeholders.in(text);
        List<PiiSpan> known = PiiSpan.resolve(spans);
        if (known.isEmpty() && literals.stream().noneMatch(values::containsKey)) {
            return text;
        }
        var types = new LinkedHashMap<String, String>();
        for (PiiSpan span : known) {
            types.putIfAbsent(text.substring(span.start(), span.end()), span.type());
        }
        for (String literal : literals) {
            if (values.containsKey(literal)) {
                types.putIfAbsent(literal, LITERAL);
            }
        }
        return replaced(text, known, types, literals);
    }

    private String replaced(String text, List<PiiSpan> spans, Map<String, String> types, Set<String> taken) {
        var search = new ValueSearch(types.keySet());
        var masked = new StringBuilder(text.length() + 64);
        int at = 0;
        for (PiiSpan span : spans) {
            gap(text, at, span.start(), search, types, taken, masked);
            String value = text.substring(span.start(), span.end());
            masked.append(placeholder(value, span.type(), taken));
            at = span.end();
        }
        gap(text, at, text.length(), search, types, taken, masked);
        return masked.toString();
    }

    private void gap(
            String text,
            int from,
            int to,
            ValueSearch search,
            Map<String, String> types,
            Set<String> taken,
            StringBuilder masked) {
        int at = from;
        for (int[] hit : search.find(text, from, to)) {
            String value = text.substring(hit[0], hit[1]);
            masked.append(text, at, hit[0]);
            masked.append(placeholder(value, types.getOrDefault(value, LITERAL), taken));
            at = hit[1];
        }
        masked.append(text, at, to);
    }

    private String placeholder(String value, String type, Set<String> taken) {
        String name = Placeholders.name(type);
        String of = name + '\0' + value;
        String known = placeholders.get(of);
        if (known != null) {
            return known;
        }
        String hash = HexFormat.of().withUpperCase().formatHex(hash(of));
        for (int digits = HEX_DIGITS; ; digits += 2) {
            String placeholder = "<" + name + "_" + hash.substring(0, Math.min(digits, hash.length())) + ">";
            if (!taken.contains(placeholder) && values.putIfAbsent(placeholder, value) == null) {
                placeholders.put(of, placeholder);
                return placeholder;
            }
            if (digits >= hash.length()) {
                throw new IllegalStateException("no placeholder is left for a value; begin a new session");
            }
        }
    }

    private byte[] hash(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256; use a complete one", e);
        }
    }

    /** The whole text with the values of this session back in their places. */
    public String unmask(String masked) {
        Unmasker unmasker = unmasker();
        return unmasker.push(masked) + unmasker.end();
    }

    /** Restores values in one stream of text. */
    public Unmasker unmasker() {
        return new Unmasker(this::value, UnaryOperator.identity());
    }

    /**
     * Restores values in one stream of JSON, inside its strings: values are escaped as those need it. The JSON must
     * spell {@code <} and {@code >} as they are.
     */
    public Unmasker jsonUnmasker() {
        return new Unmasker(this::value, Placeholders::inJson);
    }

    private synchronized @Nullable String value(String placeholder) {
        return values.get(placeholder);
    }

    /** Placeholders of what was masked so far, for audits; without values. */
    public synchronized List<String> placeholders() {
        var all = new ArrayList<>(new HashSet<>(values.keySet()));
        all.sort(null);
        return List.copyOf(all);
    }

    /** How many values, not which. */
    @Override
    public synchronized String toString() {
        return "PiiMasker[" + values.size() + " values]";
    }
}
