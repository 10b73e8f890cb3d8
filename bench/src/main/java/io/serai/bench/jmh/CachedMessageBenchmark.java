package io.serai.bench.jmh;

import io.serai.core.Signal;
import io.serai.onnx.ClassifierHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Signals of a message that the classifiers have seen before: its hash and a look into the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CachedMessageBenchmark {
    private static final Set<String> HEADS = Set.of("intent", "complexity", "pii");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Of the message. */
    @Param({"400", "16000"})
    public int chars;

    private ClassifierHost host;
    private List<String> message;

    /** Loads the released model and shows it the message. */
    @Setup
    public void see() {
        host = ReleasedModel.host();
        message = List.of(Prose.all().substring(0, chars));
        lookUp();
    }

    /** Frees the model. */
    @TearDown
    public void free() {
        host.close();
    }

    /** What a step does for a message of an earlier turn. */
    @Benchmark
    public List<Map<String, Signal>> lookUp() {
        return host.classify(message, HEADS, DEADLINE).join();
    }
}
