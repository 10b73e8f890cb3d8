package io.serai.testkit;

import java.time.Duration;

/** Reads the program's flags, as {@code --name value} or {@code --name=value}. */
final class MockWorkerFlags {
    static final String USAGE = """
            usage: mock worker [flags]
              --host ADDRESS                  127.0.0.1
              --port PORT                     0: a free one
              --engine sglang|vllm            sglang
              --model NAME                    mock-model; may be repeated
              --api-key KEY                   none
              --first-token-ms MS             0; from the end of the prefill to the first token
              --token-ms MS                   0; from one token to the next, fractions allowed
              --prefill-tokens-per-second N   0: prefill costs nothing
              --serial-prefill true|false     on where a prefill speed is given
              --output-tokens N               16; where the request asks for no fewer
              --cache-tokens N|inf            0: no prefix cache
              --block-tokens N                16
              --context-length N              1048576
              --max-running N                 4096
              --queue-limit N                 no limit; more waiting requests get 503
              --threads N                     1
              --keep-body-bytes N             65536; of the last 32 requests
              --embedding-dimensions N        16
              --answer TEXT                   the usual words; four characters of it are a token
              --echo true|false               off; answers repeat the last text of their prompt
            """;

    private MockWorkerFlags() {}

    static MockWorkerOptions parse(String... args) {
        MockWorkerOptionsBuilder builder = MockWorkerOptions.builder().keptBodyBytes(65_536);
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String flag = equals < 0 ? args[i] : args[i].substring(0, equals);
            String value;
            if (equals >= 0) {
                value = args[i].substring(equals + 1);
            } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
                value = args[++i];
            } else if (flag.equals("--serial-prefill") || flag.equals("--echo")) {
                value = "true";
            } else {
                throw new IllegalArgumentException("%s has no value; write %s VALUE".formatted(flag, flag));
            }
            builder = apply(builder, flag, value);
        }
        return builder.build();
    }

    private static MockWorkerOptionsBuilder apply(MockWorkerOptionsBuilder builder, String flag, String value) {
        try {
            return switch (flag) {
                case "--host" -> builder.host(value);
                case "--port" -> builder.port(Integer.parseInt(value));
                case "--engine" -> builder.engine(EngineKind.of(value));
                case "--model" -> builder.model(value);
                case "--api-key" -> builder.apiKey(value);
                case "--first-token-ms" -> builder.firstToken(millis(value));
                case "--token-ms" -> builder.tokenInterval(millis(value));
                case "--prefill-tokens-per-second" -> builder.prefillTokensPerSecond(Double.parseDouble(value));
                case "--serial-prefill" -> builder.serialPrefill(Boolean.parseBoolean(value));
                case "--output-tokens" -> builder.outputTokens(Integer.parseInt(value));
                case "--cache-tokens" ->
                    builder.cacheTokens(value.equals("inf") ? Long.MAX_VALUE : Long.parseLong(value));
                case "--block-tokens" -> builder.blockTokens(Integer.parseInt(value));
                case "--context-length" -> builder.contextLength(Integer.parseInt(value));
                case "--max-running" -> builder.maxRunning(Integer.parseInt(value));
                case "--queue-limit" -> builder.queueLimit(Integer.parseInt(value));
                case "--threads" -> builder.threads(Integer.parseInt(value));
                case "--keep-body-bytes" -> builder.keptBodyBytes(Integer.parseInt(value));
                case "--embedding-dimensions" -> builder.embeddingDimensions(Integer.parseInt(value));
                case "--answer" -> builder.answer(RawAnswer.cut(value, RawAnswer.PIECE_CHARS));
                case "--echo" -> builder.echo(Boolean.parseBoolean(value));
                default -> throw new IllegalArgumentException("%s is no flag; see --help".formatted(flag));
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s'; set it to a number".formatted(flag, value), e);
        }
    }

    private static Duration millis(String value) {
        return Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e6));
    }
}
