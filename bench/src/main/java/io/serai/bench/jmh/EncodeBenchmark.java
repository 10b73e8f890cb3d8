package io.serai.bench.jmh;

import io.serai.core.Tokenizer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/** Texts into ids; the line {@code tokens} is the one to read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodeBenchmark {
    /** Folder of the tokenizer. */
    @Param({"qwen3", "deepseek_v3", "llama3_1"})
    public String tokenizer = "";

    /** Length of each text. */
    @Param({"1024", "32768"})
    public int chars;

    private List<String> texts;
    private Tokenizer loaded;
    private int next;

    /** Loads the tokenizer. */
    @Setup
    public void load() {
        loaded = TokenizerFolder.load(tokenizer);
        texts = Prose.pieces(chars);
    }

    /** Tokens made, for their rate. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Made {
        /** Number of tokens. */
        public long tokens;
    }

    /** One text. */
    @Benchmark
    public int[] encode(Made made) {
        next = (next + 1) % texts.size();
        int[] ids = loaded.encode(texts.get(next), false);
        made.tokens += ids.length;
        return ids;
    }
}
