package io.serai.fleet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the three figures that we want in vLLM's Prometheus text, line by line and without a model of the format: the
 * text is large and asked for every few seconds. One line per data-parallel engine is summed up.
 */
final class VllmMetrics {
    private static final byte[] RUNNING = name("vllm:num_requests_running");
    private static final byte[] WAITING = name("vllm:num_requests_waiting");
    private static final byte[] USAGE = name("vllm:kv_cache_usage_perc");
    private static final byte[] OLD_USAGE = name("vllm:gpu_cache_usage_perc");

    private final byte[] text;
    private double running;
    private double waiting;
    private double usage;
    private int runningLines;
    private int usageLines;

    private VllmMetrics(byte[] text) {
        this.text = text;
    }

    /** The figures, or null if the text has none. */
    static @Nullable LoadFigures read(byte[] text) {
        var metrics = new VllmMetrics(text);
        for (int start = 0; start < text.length; ) {
            int end = metrics.lineEnd(start);
            metrics.line(start, end);
            start = end + 1;
        }
        return metrics.runningLines == 0 ? null : metrics.figures();
    }

    private LoadFigures figures() {
        return new LoadFigures(
                (int) running, (int) waiting, 0, usageLines == 0 ? 0 : LoadFigures.share(usage / usageLines));
    }

    private void line(int start, int end) {
        if (is(RUNNING, start, end)) {
            running += count(start, end);
            runningLines++;
        } else if (is(WAITING, start, end)) {
            waiting += count(start, end);
        } else if (is(USAGE, start, end) || is(OLD_USAGE, start, end)) {
            usage += LoadFigures.share(value(start, end));
            usageLines++;
        }
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Whether the line is of that metric: the name must end there, as one name may begin another. */
    private boolean is(byte[] name, int start, int end) {
        if (end - start <= name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (text[start + i] != name[i]) {
                return false;
            }
        }
        byte next = text[start + name.length];
        return next == '{' || next == ' ';
    }

    private double count(int start, int end) {
        double value = value(start, end);
        return value > 0 ? Math.min(value, Integer.MAX_VALUE) : 0;
    }

    /** The number behind the labels; a label's value may hold blanks and braces, so its end is sought from behind. */
    private double value(int start, int end) {
        int brace = end - 1;
        while (brace > start && text[brace] != '}') {
            brace--;
        }
        int from = brace > start ? brace + 1 : start;
        String[] parts = new String(text, from, end - from, StandardCharsets.UTF_8)
                .strip()
                .split(" ", 3);
        String number = brace > start ? parts[0] : parts.length > 1 ? parts[1] : "";
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
