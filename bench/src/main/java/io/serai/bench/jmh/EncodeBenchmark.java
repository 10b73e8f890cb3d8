package io.serai.bench.jmh;

import io.serai.core.Tokenizer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

    /** A text whose words are new each time: what the tokenizer remembers of words is of no use. */
    @State(Scope.Thread)
    public static class Unseen {
        private final SplittableRandom random = new SplittableRandom(1);
        private String text = "";

        /** Exchanges letters for others, which also makes more tokens of each word. */
        @Setup(Level.Invocation)
        public void invent(EncodeBenchmark all) {
            char[] letters = all.nextText().toCharArray();
            for (int i = 0; i < letters.length; i++) {
                if (letters[i] >= 'a' && letters[i] <= 'z' && random.nextInt(4) == 0) {
                    letters[i] = (char) ('a' + random.nextInt(26));
                }
            }
            text = new String(letters);
        }
    }

    /** One text, of words that have been seen. */
    @Benchmark
    public int[] encode(Made made) {
        int[] ids = loaded.encode(nextText(), false);
        made.tokens += ids.length;
        return ids;
    }

    /** One text, of words that have not. */
    @Benchmark
    public int[] encodeUnseen(Unseen unseen, Made made) {
        int[] ids = loaded.encode(unseen.text, false);
        made.tokens += ids.length;
        return ids;
    }

    private String nextText() {
        next = (next + 1) % texts.size();
        return texts.get(next);
    }
}
