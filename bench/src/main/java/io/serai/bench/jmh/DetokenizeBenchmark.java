package io.serai.bench.jmh;

import io.serai.core.TextStream;
import io.serai.tokens.stream.Detokenizer;
import io.serai.tokens.stream.StopConditions;
import io.serai.tokens.stream.StopStrings;
import io.serai.tokens.stream.StoppingStream;
import io.serai.tokens.stream.TextStreams;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Text of one token, as it comes, with and without stop strings. The vocabulary is the words of the text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetokenizeBenchmark {
    private static final int TOKENS = 4096;
    private static final StopConditions STOPS = new StopConditions(
            StopStrings.of(List.of("<|im_end|>", "\n\nUser:", "Observation:")), Set.of(1_000_001, 1_000_002), false, 0);

    private final StringBuilder out = new StringBuilder();
    private int[] ids;
    private Detokenizer words;

    /** A token is a word with the space before it. */
    @Setup
    public void split() {
        Map<String, Integer> known = new HashMap<>();
        String[] tokens = Prose.all().split("(?= )", TOKENS + 1);
        ids = new int[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            ids[i] = known.computeIfAbsent(tokens[i], word -> known.size());
        }
        byte[][] bytes = new byte[known.size()][];
        known.forEach((word, id) -> bytes[id] = word.getBytes(StandardCharsets.UTF_8));
        words = TextStreams.byteLevel(id -> bytes[id], id -> id >= bytes.length);
    }

    /** The text alone. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public int text() {
        return length(words.stream(true));
    }

    /** With stop strings and stop tokens, none of which comes. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public int textWithStops() {
        return length(new StoppingStream(words.stream(true), STOPS));
    }

    private int length(TextStream stream) {
        int length = 0;
        for (int id : ids) {
            out.setLength(0);
            stream.push(id, out);
            length += out.length();
        }
        return length;
    }
}
