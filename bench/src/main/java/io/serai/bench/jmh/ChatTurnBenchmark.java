package io.serai.bench.jmh;

import io.serai.core.Tokenizer;
import io.serai.tokens.cache.TokenCache;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All prompt tokens of a chat of 8,000 tokens and a turn that was never seen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChatTurnBenchmark {
    private static final int CHAT_TOKENS = 8_000;
    private static final int TURN_CHARS = 400;
    private static final long CACHE_BYTES = 64L << 20;

    private Tokenizer plain;
    private Tokenizer cached;
    private String prose;
    private String chat;
    private String prompt;
    private int turn;

    /** Loads the tokenizer and holds the chat so far. */
    @Setup
    public void load() {
        plain = TokenizerFolder.load("qwen3");
        cached = new TokenCache(CACHE_BYTES).around(plain);
        prose = Prose.all();
        StringBuilder turns = new StringBuilder("<|im_start|>system\nYou are helpful.<|im_end|>\n");
        for (int at = 0; plain.encode(turns.toString(), false).length < CHAT_TOKENS; at += 4 * TURN_CHARS) {
            turns.append("<|im_start|>user\n").append(prose, at, at + TURN_CHARS);
            turns.append("<|im_end|>\n<|im_start|>assistant\n");
            turns.append(prose, at + TURN_CHARS, at + 4 * TURN_CHARS).append("<|im_end|>\n");
        }
        chat = turns.toString();
        cached.encode(chat, false);
    }

    /** Each turn is new: a number makes it so. The prompt is rendered elsewhere; here it is but put together. */
    @Setup(Level.Invocation)
    public void sayMore() {
        turn++;
        int at = turn % 100 * TURN_CHARS;
        prompt = chat + "<|im_start|>user\n" + turn + prose.substring(at, at + TURN_CHARS)
                + "<|im_end|>\n<|im_start|>assistant\n";
    }

    /** With the caches of the gateway. */
    @Benchmark
    public int[] cached() {
        return cached.encode(prompt, false);
    }

    /** Without. */
    @Benchmark
    public int[] plain() {
        return plain.encode(prompt, false);
    }
}
