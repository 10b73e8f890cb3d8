package io.serai.bench.jmh;

import io.serai.core.Signal;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.Reading;
import io.serai.onnx.model.Row;
import io.serai.onnx.model.Scratch;
import io.serai.tokens.Tokenizers;
import java.util.List;
import java.util.Map;
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

/** Intent, complexity, personal data and embedding of a text that was never seen, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClassifyBenchmark {
    private static final int AROUND_A_TEXT = 2;

    /** Of the text, with the two around it. Beyond the model's window it is run as several rows. */
    @Param({"32", "128", "512"})
    public int tokens;

    private final Scratch scratch = new Scratch();
    private OnnxModel model;
    private String text;

    /** Loads the released model. */
    @Setup
    public void load() throws ModelException {
        model = OnnxModel.open(ReleasedModel.folder(), Tokenizers::load);
        text = ReleasedModel.text(tokens - AROUND_A_TEXT);
    }

    /** Frees it. */
    @TearDown
    public void free() {
        model.close();
    }

    /** As the thread that runs models does it: tokens, rows, decisions. */
    @Benchmark
    public Map<String, Signal> pass() throws ModelException {
        Reading reading = model.read(text);
        for (int row = 0; row < reading.rows(); row++) {
            model.run(List.of(new Row(reading, row)), scratch);
        }
        return model.signals(reading);
    }
}
