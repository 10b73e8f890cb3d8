package io.serai.wire;

import io.serai.core.CallError;
import io.serai.core.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Finds the token counts in a whole reply. */
public final class UsageScanner {
    private static final String USAGE = "usage";
    private static final String META_INFO = "meta_info";

    private final JsonScanner scanner;
    private @Nullable TokenUsage total;

    private UsageScanner(byte[] body) {
        scanner = new JsonScanner(body);
    }

    /**
     * What the worker counted: {@code usage} of an OpenAI reply, {@code meta_info} of SGLang's native reply, or the sum
     * over an array of such replies. Only top-level fields count, because a reply may quote what the client sent.
     *
     * @return null if the body holds no counts or is not JSON
     */
    public static @Nullable TokenUsage of(byte[] wholeJsonBody) {
        var reader = new UsageScanner(wholeJsonBody);
        try {
            reader.root();
        } catch (CallError malformed) {
            return null;
        }
        return reader.total;
    }

    private void root() {
        scanner.skipSpace();
        if (scanner.peek() == '{') {
            object();
        } else if (scanner.peek() == '[') {
            array();
        }
        scanner.expectEnd();
    }

    private void array() {
        scanner.enterArray();
        while (scanner.nextItem()) {
            if (scanner.peek() == '{') {
                object();
            } else {
                scanner.skipValue();
            }
        }
    }

    private void object() {
        var counts = new UsageFields();
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.peek() == '{' && (scanner.keyIs(USAGE) || scanner.keyIs(META_INFO))) {
                counts.read(scanner);
            } else {
                scanner.skipValue();
            }
        }
        add(counts.usage());
    }

    private void add(@Nullable TokenUsage more) {
        if (more == null || total == null) {
            total = more == null ? total : more;
            return;
        }
        int cached = total.cached() < 0 ? more.cached() : sum(total.cached(), Math.max(more.cached(), 0));
        total = new TokenUsage(sum(total.prompt(), more.prompt()), sum(total.completion(), more.completion()), cached);
    }

    private static int sum(int a, int b) {
        return (int) Math.min((long) a + b, Integer.MAX_VALUE);
    }
}
