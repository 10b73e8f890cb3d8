package io.serai.wire;

import java.util.regex.Pattern;

/** Takes out of a worker's message what a client must not see: addresses inside the cluster and stack traces. */
final class Redaction {
    private static final int MAX_CHARACTERS = 2_000;
    private static final String MASK = "[internal]";

    /** Where a stack trace begins: Python, Java, Go, C++ and Rust. */
    private static final Pattern TRACE = Pattern.compile(
            "Traceback \\(most recent call last\\)|\\n\\s*at [\\w.$<>]+\\(|\\n\\s*File \"|goroutine \\d+ \\[|stack backtrace:");

    /**
     * A URL with a port, or whose host is an IP address, a single label or of a cluster's domain. A public URL that the
     * client sent (an image, say) stays readable.
     */
    private static final Pattern URL = Pattern.compile("\\b[a-zA-Z][a-zA-Z0-9+.-]{0,15}://"
            + "(?:[^\\s\"'<>/@]{0,200}@)?"
            + "(?:[\\w.-]{1,253}:\\d{1,5}|\\[[0-9a-fA-F:.]{2,45}](?::\\d{1,5})?|\\d{1,3}(?:\\.\\d{1,3}){3}"
            + "|[\\w-]{1,63}(?![\\w.-])|[\\w.-]{1,253}\\.(?:local|internal|svc|cluster|lan)(?![\\w-]))"
            + "(?:[/?#][^\\s\"'<>]{0,2000})?");

    /** An address without a scheme. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?|localhost:\\d{1,5})(?![\\w.]\\d)");

    /** As in "Cannot connect to host worker-3:8000 ssl:default". */
    private static final Pattern HOST_PORT = Pattern.compile("(?i)(\\bhost[ =]['\"]?)[\\w.-]{1,253}:\\d{1,5}");

    private Redaction() {}

    /** {@code message} without those, possibly empty, and shortened; the same text if there is nothing to take out. */
    static String clean(String message) {
        String text = message.length() > MAX_CHARACTERS ? message.substring(0, MAX_CHARACTERS) + "..." : message;
        var trace = TRACE.matcher(text);
        if (trace.find()) {
            text = text.substring(0, trace.start()).strip();
        }
        text = URL.matcher(text).replaceAll(MASK);
        text = ADDRESS.matcher(text).replaceAll(MASK);
        return HOST_PORT.matcher(text).replaceAll("$1" + MASK);
    }
}
