package io.serai.onnx.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Python runtime wrote down about each model, beside what comes out here.
 *
 * <p>An int8 model rounds while it runs. On another kind of processor float32 differs in its last bit, what lies on the
 * edge between two integers falls the other way, and outputs move. Golden vectors are of processors with AVX-512 VNNI.
 */
class ParityTest {
    private static final double SAME_PROCESSOR = 1e-4;
    /** Most texts are as near as on the same one; of the others a logit was seen to move by 0.09 (AVX2). */
    private static final double OTHER_PROCESSOR = 0.25;

    private static final double TOLERANCE = tolerance();
    private static final DecisionEdges EDGES = new DecisionEdges(TOLERANCE);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static double tolerance() {
        Path processor = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(processor) && Files.readString(processor).contains(" avx512_vnni ")
                    ? SAME_PROCESSOR
                    : OTHER_PROCESSOR;
        } catch (IOException _) {
            return OTHER_PROCESSOR;
        }
    }

    static Stream<Path> models() {
        return Stream.concat(Stream.of(ModelFolders.tiny()), ModelFolders.released().stream());
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithPython(Path folder) throws IOException, ModelException {
        List<String> lines = Files.readAllLines(folder.resolve("golden.jsonl"));
        assertThat(lines).hasSizeGreaterThan(10);
        try (var model = OnnxModel.open(folder, ModelFolders.TOKENIZERS)) {
            for (String line : lines) {
                JsonNode golden = JSON.readTree(line);
                Inspection seen = model.inspect(golden.get("text").textValue());
                windows(golden, seen);
                outputs(golden, seen);
                decisions(golden, model.manifest(), seen);
            }
        }
    }

    private static String text(JsonNode golden) {
        return golden.get("text").textValue();
    }

    private static void windows(JsonNode golden, Inspection seen) {
        JsonNode windows = golden.get("windows");
        assertThat(seen.windows()).as(text(golden)).hasSameSizeAs(windows);
        for (int i = 0; i < windows.size(); i++) {
            assertThat(seen.windows().get(i).ids())
                    .as(text(golden))
                    .containsExactly(longs(windows.get(i).get("ids")));
            assertThat(seen.windows().get(i).shapes())
                    .as(text(golden))
                    .containsExactly(longs(windows.get(i).get("shape")));
        }
    }

    private static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::longValue).toArray();
    }

    // ---- outputs

    /** Golden lines leave long outputs out now and then. */
    private static void outputs(JsonNode golden, Inspection seen) {
        golden.get("outputs").properties().forEach(output -> {
            List<float[]> rows = requireNonNull(seen.outputs().get(output.getKey()));
            assertThat(rows).as(text(golden)).hasSameSizeAs(output.getValue());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(difference(rows.get(i), flat(output.getValue().get(i))))
                        .as("%s of row %d of %s", output.getKey(), i, text(golden))
                        .isLessThan(TOLERANCE);
            }
        });
    }

    /** The greatest one; infinite if there are more numbers on one side. */
    private static double difference(float[] one, float[] other) {
        double greatest = one.length == other.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
        }
        return greatest;
    }

    private static float[] flat(JsonNode numbers) {
        var flat = new ArrayList<Float>();
        flatten(numbers, flat);
        float[] values = new float[flat.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = flat.get(i);
        }
        return values;
    }

    private static void flatten(JsonNode numbers, List<Float> into) {
        if (numbers.isArray()) {
            numbers.forEach(number -> flatten(number, into));
        } else {
            into.add(numbers.floatValue());
        }
    }

    // ---- decisions

    private static void decisions(JsonNode golden, Manifest manifest, Inspection seen) {
        JsonNode decisions = golden.get("decisions");
        assertThat(seen.signals()).as(text(golden)).hasSameSizeAs(decisions);
        for (Head head : manifest.heads()) {
            JsonNode decision = decisions.get(head.name());
            Signal signal = requireNonNull(seen.signals().get(head.name()));
            if (same(decision, signal, text(golden))) {
                numbers(decision, signal, text(golden));
            } else {
                assertThat(EDGES.near(head, decision, seen))
                        .as("%s instead of %s, of %s", signal, decision, text(golden))
                        .isTrue();
            }
        }
    }

    /** Whether it is the same but for its numbers. */
    private static boolean same(JsonNode golden, Signal seen, String text) {
        return switch (seen) {
            case Signal.Label label -> label.label().equals(golden.get("label").textValue());
            case Signal.Degree degree -> degree.band().equals(golden.get("band").textValue());
            case Signal.Vector _ -> true;
            case Signal.Spans spans -> places(golden).equals(places(spans.spans(), text));
        };
    }

    /** A span without its score; in code points, as golden files have it. */
    private record Place(String type, int start, int end) {}

    private static List<Place> places(JsonNode golden) {
        return golden.valueStream()
                .map(span -> new Place(
                        span.get("type").textValue(),
                        span.get("start").intValue(),
                        span.get("end").intValue()))
                .toList();
    }

    private static List<Place> places(List<PiiSpan> spans, String text) {
        return spans.stream()
                .map(span -> new Place(
                        span.type(), text.codePointCount(0, span.start()), text.codePointCount(0, span.end())))
                .toList();
    }

    private static void numbers(JsonNode golden, Signal seen, String text) {
        switch (seen) {
            case Signal.Label label -> close(golden.get("score"), label.score(), text);
            case Signal.Degree degree -> close(golden.get("score"), degree.score(), text);
            case Signal.Vector vector -> {
                for (int i = 0; i < golden.size(); i++) {
                    close(golden.get(i), vector.values()[i], text);
                }
            }
            case Signal.Spans spans -> {
                for (int i = 0; i < golden.size(); i++) {
                    close(golden.get(i).get("score"), spans.spans().get(i).score(), text);
                }
            }
        }
    }

    private static void close(JsonNode golden, double seen, String text) {
        assertThat(seen).as(text).isCloseTo(golden.doubleValue(), within(TOLERANCE));
    }
}
