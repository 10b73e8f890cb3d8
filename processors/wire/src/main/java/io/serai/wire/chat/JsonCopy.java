package io.serai.wire.chat;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import java.util.Set;

/** Copies the fields of an object. */
public final class JsonCopy {
    private JsonCopy() {}

    /**
     * Writes the fields of {@code object} that are not among {@code names}, each with a comma behind it.
     *
     * @param object a valid object in {@code bytes}
     */
    public static void fieldsWithout(JsonBuffer out, byte[] bytes, Span object, Set<String> names) {
        var scanner = new JsonScanner(bytes);
        scanner.reset(bytes, object.start(), object.end());
        scanner.enterObject();
        while (scanner.nextField()) {
            String key = scanner.key();
            Span value = scanner.value();
            if (!names.contains(key)) {
                out.quoted(key)
                        .ascii(":")
                        .raw(bytes, value.start(), value.end())
                        .ascii(",");
            }
        }
    }
}
