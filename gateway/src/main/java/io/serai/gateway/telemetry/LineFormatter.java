package io.serai.gateway.telemetry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * {@code 2026-01-31T12:00:00.123Z WARN  [thread] io.serai.fleet.Health: message}, stack traces below. Further lines of
 * a message are indented and its control characters escaped, so that no message can pose as another entry.
 */
public final class LineFormatter extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord entry) {
        var out = new StringBuilder(160);
        TIME.formatTo(entry.getInstant(), out);
        out.append(' ')
                .append(name(entry.getLevel()))
                .append(" [")
                .append(Thread.currentThread().getName())
                .append("] ")
                .append(entry.getLoggerName())
                .append(": ");
        escape(out, String.valueOf(formatMessage(entry)));
        out.append('\n');
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            escape(out.append('\t'), trace.toString().stripTrailing());
            out.append('\n');
        }
        return out.toString();
    }

    private static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO ";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\n\t");
            } else if (c == '\t' || !Character.isISOControl(c)) {
                out.append(c);
            } else if (c != '\r') {
                out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
    }
}
