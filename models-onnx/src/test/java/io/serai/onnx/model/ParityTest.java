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

/** What the Python runtime wrote down about each model, beside what comes out here. */
class ParityTest {
    private static final double TOLERANCE = 1e-4;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> models() {
        return Stream.concat(Stream.of(ModelFolders.tiny()), ModelFolders.released().stream());
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithPython(Path folder) throws IOException, ModelException {
        List<String> lines = Files.readAllLines(folder.resolve("golden.jsonl"));
        assertThat(lines).hasSizeGreaterThan(10);
        try (var model = LoadedModel.open(folder, ModelFolders.TOKENIZERS)) {
            for (String line : lines) {
                JsonNode golden = JSON.readTree(line);
                String text = golden.get("text").textValue();
                Inspection seen = model.inspect(text);
                windows(golden.get("windows"), seen, text);
                outputs(golden.get("outputs"), seen, text);
                golden.get("decisions").properties().forEach(decision -> {
                    Signal signal = requireNonNull(seen.signals().get(decision.getKey()));
                    decision(decision.getValue(), signal, text);
                });
                assertThat(seen.signals()).hasSameSizeAs(golden.get("decisions"));
            }
        }
    }

    private static void windows(JsonNode golden, Inspection seen, String text) {
        assertThat(seen.windows()).as(text).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            assertThat(seen.windows().get(i).ids())
                    .as(text)
                    .containsExactly(longs(golden.get(i).get("ids")));
            if (golden.get(i).has("shape")) {
                assertThat(seen.windows().get(i).shapes())
                        .as(text)
                        .containsExactly(longs(golden.get(i).get("shape")));
            }
        }
    }

    private static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::longValue).toArray();
    }

    private static void outputs(JsonNode golden, Inspection seen, String text) {
        assertThat(seen.outputs()).as(text).hasSameSizeAs(golden);
        golden.properties().forEach(output -> {
            List<float[]> rows = requireNonNull(seen.outputs().get(output.getKey()));
            assertThat(rows).as(text).hasSameSizeAs(output.getValue());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(difference(rows.get(i), flat(output.getValue().get(i))))
                        .as("%s of row %d of %s", output.getKey(), i, text)
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

    private static void decision(JsonNode golden, Signal seen, String text) {
        switch (seen) {
            case Signal.Label label -> {
                assertThat(label.label()).as(text).isEqualTo(golden.get("label").textValue());
                assertThat(label.score()).as(text).isCloseTo(golden.get("score").doubleValue(), within(TOLERANCE));
            }
            case Signal.Degree degree -> {
                assertThat(degree.band()).as(text).isEqualTo(golden.get("band").textValue());
                assertThat(degree.score())
                        .as(text)
                        .isCloseTo(golden.get("score").doubleValue(), within(TOLERANCE));
            }
            case Signal.Vector vector -> {
                for (int i = 0; i < golden.size(); i++) {
                    assertThat((double) vector.values()[i])
                            .as(text)
                            .isCloseTo(golden.get(i).doubleValue(), within(TOLERANCE));
                }
            }
            case Signal.Spans spans -> spans(golden, spans.spans(), text);
        }
    }

    /** Places of golden files are code points. */
    private static void spans(JsonNode golden, List<PiiSpan> seen, String text) {
        assertThat(seen).as(text).hasSameSizeAs(golden);
        for (int i = 0; i < seen.size(); i++) {
            PiiSpan span = seen.get(i);
            JsonNode expected = golden.get(i);
            assertThat(span.type()).as(text).isEqualTo(expected.get("type").textValue());
            assertThat(text.codePointCount(0, span.start()))
                    .as(text)
                    .isEqualTo(expected.get("start").intValue());
            assertThat(text.codePointCount(0, span.end()))
                    .as(text)
                    .isEqualTo(expected.get("end").intValue());
            assertThat(span.score()).as(text).isCloseTo(expected.get("score").doubleValue(), within(TOLERANCE));
        }
    }
}
