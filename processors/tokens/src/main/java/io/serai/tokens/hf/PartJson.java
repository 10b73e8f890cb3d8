package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a tokenizer file, with its path for messages.
 *
 * @param path   where it stands, such as {@code pre_tokenizer.pretokenizers[1]}
 * @param fields as {@link io.serai.tokens.json.PlainJson} reads them
 */
public record PartJson(String path, Map<String, @Nullable Object> fields) {
    /** {@code type} of the part; empty where there is none. */
    public String type() {
        return fields.get("type") instanceof String type ? type : "";
    }

    public boolean flag(String name, boolean absent) throws TokenizerFormatException {
        Object value = fields.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, value, "true or false");
    }

    public int number(String name, int absent) throws TokenizerFormatException {
        Object value = fields.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw wrong(name, value, "a whole number");
    }

    public @Nullable String text(String name) throws TokenizerFormatException {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw wrong(name, value, "a string");
        }
        if (!wellFormed(text)) {
            throw new TokenizerFormatException(path + "." + name + " has half of a surrogate pair, which is no text");
        }
        return text;
    }

    /** What the parts make of a text must have a UTF-8, or the model fails on it. */
    private static boolean wellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    public String neededText(String name) throws TokenizerFormatException {
        String value = text(name);
        if (value == null) {
            throw new TokenizerFormatException(path + " has no " + name);
        }
        return value;
    }

    /** The object at {@code name}; null where there is none. */
    public @Nullable PartJson part(String name) throws TokenizerFormatException {
        Object value = fields.get(name);
        return value == null ? null : of(path + "." + name, value);
    }

    /** The objects of the list at {@code name}; empty where there is none. */
    public List<PartJson> parts(String name) throws TokenizerFormatException {
        Object value = fields.get(name);
        var parts = new ArrayList<PartJson>();
        if (value == null) {
            return parts;
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, value, "a list");
        }
        for (int i = 0; i < list.size(); i++) {
            parts.add(of(path + "." + name + "[" + i + "]", list.get(i)));
        }
        return parts;
    }

    @SuppressWarnings("unchecked")
    static PartJson of(String path, @Nullable Object value) throws TokenizerFormatException {
        if (value instanceof Map<?, ?> map) {
            return new PartJson(path, (Map<String, @Nullable Object>) map);
        }
        throw new TokenizerFormatException(path + " is " + shown(value) + "; it should be an object");
    }

    /** For a field that is not what it should be. */
    public TokenizerFormatException wrong(String name, @Nullable Object value, String should) {
        return new TokenizerFormatException(path + "." + name + " is " + shown(value) + "; it should be " + should);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
