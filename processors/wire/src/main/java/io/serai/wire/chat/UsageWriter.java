package io.serai.wire.chat;

import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import java.util.Set;

/** Adds the number of reasoning tokens to a usage that does not know it. */
public final class UsageWriter {
    private static final String DETAILS = "completion_tokens_details";
    private static final String REASONING = "reasoning_tokens";
    private static final Set<String> OURS = Set.of(DETAILS, REASONING);

    private UsageWriter() {}

    /** Whether the usage at {@code usage} counts reasoning tokens itself. */
    public static boolean counts(byte[] bytes, Span usage) {
        var scanner = new JsonScanner(bytes);
        scanner.reset(bytes, usage.start(), usage.end());
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs(REASONING)) {
                if (scanner.count() > 0) {
                    return true;
                }
            } else if (scanner.keyIs(DETAILS) && scanner.peek() == '{') {
                Span details = scanner.value();
                if (counts(bytes, details)) {
                    return true;
                }
            } else {
                scanner.skipValue();
            }
        }
        return false;
    }

    /** Writes the usage at {@code usage} with {@code tokens} of reasoning. */
    public static void write(JsonBuffer out, byte[] bytes, Span usage, int tokens) {
        out.ascii("{");
        JsonCopy.fieldsWithout(out, bytes, usage, OURS);
        out.ascii("\"" + DETAILS + "\":{");
        Span details = details(bytes, usage);
        if (!details.isEmpty()) {
            JsonCopy.fieldsWithout(out, bytes, details, Set.of(REASONING));
        }
        out.ascii("\"" + REASONING + "\":").number(tokens).ascii("}}");
    }

    private static Span details(byte[] bytes, Span usage) {
        var scanner = new JsonScanner(bytes);
        scanner.reset(bytes, usage.start(), usage.end());
        scanner.enterObject();
        while (scanner.nextField()) {
            boolean object = scanner.peek() == '{' && scanner.keyIs(DETAILS);
            Span value = scanner.value();
            if (object) {
                return value;
            }
        }
        return Span.NONE;
    }
}
