package io.serai.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of a case. */
final class Cases {
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)\\]");

    private Cases() {}

    /** The object that a line of JSON is. */
    static Map<String, @Nullable Object> object(String json, String what) throws CaseException {
        Object value = json(json, what);
        if (value instanceof Map<?, ?> map) {
            return typed(map);
        }
        throw new CaseException(what + " is " + PlainJson.kind(value) + "; give a JSON object");
    }

    /** A value of JSON. */
    static @Nullable Object json(String json, String what) throws CaseException {
        try {
            return PlainJson.read(json);
        } catch (JsonProcessingException e) {
            throw new CaseException(what + " is no JSON: " + plain(e.getOriginalMessage()) + place(e));
        }
    }

    /** Messages may name a second place, which begins with what the parser thinks of its source. */
    private static String plain(String message) {
        return SOURCE.matcher(message).replaceAll("$1");
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    static Map<String, @Nullable Object> typed(Map<?, ?> map) {
        var typed = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }

    /**
     * The case of a text that {@code --text} or {@code --file} gives.
     *
     * @throws CaseException saying {@code needed} where neither or both are there
     */
    static Map<String, @Nullable Object> textOrFile(Map<String, String> given, String needed)
            throws CaseException, IOException {
        String text = given.get("text");
        String file = given.get("file");
        if ((text == null) == (file == null)) {
            throw new CaseException(needed);
        }
        return JsonValues.members("text", file == null ? text : content(file));
    }

    /** The text field {@code name}, or null where it is absent or null. */
    static @Nullable String text(Map<String, ? extends @Nullable Object> one, String name) throws CaseException {
        Object value = one.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new CaseException("'" + name + "' is " + PlainJson.kind(value) + "; give a text");
    }

    /** The field {@code name}, true or false; {@code fallback} where it is absent or null. */
    static boolean truth(Map<String, ? extends @Nullable Object> one, String name, boolean fallback)
            throws CaseException {
        Object value = one.get(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? fallback : (Boolean) value;
        }
        throw new CaseException("'" + name + "' is " + PlainJson.kind(value) + "; give true or false");
    }

    /** The list of token ids {@code name}. */
    static int[] ids(Map<String, ? extends @Nullable Object> one, String name) throws CaseException {
        if (!(one.get(name) instanceof List<?> list)) {
            throw new CaseException(
                    "'" + name + "' is " + PlainJson.kind(one.get(name)) + "; give a list of token ids");
        }
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!(list.get(i) instanceof Long id) || id < 0 || id > Integer.MAX_VALUE) {
                throw new CaseException("'" + name + "[" + i + "]' is no token id; give a whole number of at least 0");
            }
            ids[i] = id.intValue();
        }
        return ids;
    }

    /** The file of that name, or null if there is none. */
    static @Nullable Path existing(String name) {
        try {
            // A text with line breaks may be a legal name, but nobody means one.
            Path path = name.isEmpty() || name.indexOf('\n') >= 0 ? null : Path.of(name);
            return path != null && Files.exists(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Text of a file in UTF-8. */
    static String content(String name) throws CaseException, IOException {
        Path file = existing(name);
        if (file == null || Files.isDirectory(file)) {
            throw new CaseException("there is no file " + name + "; name one that exists");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new CaseException(name + " is no valid UTF-8; save it as UTF-8");
        }
    }
}
