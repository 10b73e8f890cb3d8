package io.serai.gateway.telemetry;

import io.serai.core.TokenUsage;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Formats access log lines. Keeps the last second's text, so it belongs to one thread. */
final class AccessLine {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final AccessLogSettings.Format format;
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    AccessLine(AccessLogSettings.Format format) {
        this.format = format;
    }

    void append(StringBuilder out, RequestRecord record) {
        switch (format) {
            case TEXT -> text(out, record);
            case JSON -> json(out, record);
        }
        out.append('\n');
    }

    private void text(StringBuilder out, RequestRecord record) {
        out.append(time(record.endedMillis())).append(' ');
        token(out, record.remote()).append(' ');
        token(out, record.method()).append(' ');
        token(out, record.path()).append(' ').append(record.status()).append(' ');
        token(out, record.code());
        named(out, "id", record.id());
        named(out, "key", record.principal());
        named(out, "model", record.model());
        named(out, "worker", record.worker());
        if (!record.attempts().isEmpty()) {
            out.append(" attempts=").append(record.attempts().size());
        }
        if (record.stream()) {
            out.append(" stream");
        }
        TokenUsage usage = record.usage();
        if (usage != null) {
            out.append(" prompt=").append(usage.prompt()).append(" completion=").append(usage.completion());
            if (usage.cached() >= 0) {
                out.append(" cached=").append(usage.cached());
            }
        }
        RequestRecord.Stages stages = record.stages();
        millis(out, " total=", stages.total());
        millis(out, " queue=", stages.queue());
        millis(out, " head=", stages.head());
        millis(out, " ttft=", stages.firstToken());
    }

    private void json(StringBuilder out, RequestRecord record) {
        var json = new JsonLine(out)
                .open('{')
                .field("time", time(record.endedMillis()))
                .field("id", record.id())
                .field("remote", record.remote())
                .known("principal", record.principal())
                .field("method", record.method())
                .field("path", record.path())
                .field("status", record.status())
                .field("code", record.code())
                .known("model", record.model())
                .known("worker", record.worker())
                .field("attempts", record.attempts().size())
                .field("stream", record.stream());
        TokenUsage usage = record.usage();
        if (usage != null) {
            json.field("prompt_tokens", usage.prompt()).field("completion_tokens", usage.completion());
            if (usage.cached() >= 0) {
                json.field("cached_tokens", usage.cached());
            }
        }
        RequestRecord.Stages stages = record.stages();
        json.millis("total_ms", stages.total())
                .millis("queue_ms", stages.queue())
                .millis("head_ms", stages.head())
                .millis("ttft_ms", stages.firstToken())
                .close('}');
    }

    private String time(long epochMillis) {
        long epochSecond = Math.floorDiv(epochMillis, 1000);
        if (epochSecond != second) {
            second = epochSecond;
            secondText =
                    LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC).format(SECOND);
        }
        var text = new StringBuilder(24).append(secondText).append('.');
        JsonLine.digits(text, (int) Math.floorMod(epochMillis, 1000L), 3);
        return text.append('Z').toString();
    }

    private static void named(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            token(out.append(' ').append(name).append('='), value);
        }
    }

    private static void millis(StringBuilder out, String name, long nanos) {
        if (nanos >= 0) {
            JsonLine.millis(out.append(name), nanos);
            out.append("ms");
        }
    }

    /** {@code value} as one word: quoted and escaped unless it is plain already. */
    private static StringBuilder token(StringBuilder out, String value) {
        if (value.isEmpty()) {
            return out.append('-');
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
                JsonLine.quote(out, value);
                return out;
            }
        }
        return out.append(value);
    }
}
