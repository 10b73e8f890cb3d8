package io.serai.gateway.cli;

import static java.util.Objects.requireNonNull;

import io.serai.core.Signal;
import io.serai.onnx.model.Head;
import io.serai.onnx.model.Inspection;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.steps.classify.SignalJson;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code serai classify}: what a classifier makes of a text. */
final class ClassifyTool implements Tool {
    private static final String HELP = """
            usage: serai classify (--text TEXT | --file FILE) [flags]
                   serai classify --jsonl [flags]
                   serai classify --golden FOLDER

            Writes {"intent": {"label", "score"}, "complexity": {"band", "score"}}: what a model says of a text, under the
            names that its manifest gives to what it says. Personal data is found by serai pii.

              --text TEXT     the text
              --file FILE     a file with the text
              --model FOLDER  a folder with a manifest.json, to try a model before it goes live (the released model)
              --embedding     its embedding too
              --jsonl         read a case from each line of the standard input: {"text"}
              --golden FOLDER the texts of the folder's golden.jsonl through its model, each with
                              {"windows", "outputs", "decisions"} for serai-train parity --answers
            """;

    /** Numbers of an embedding that a golden file holds. */
    private static final int GOLDEN_NUMBERS = 8;

    private @Nullable OnnxModel open;

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--text"),
                ToolFlag.value("--file"),
                ToolFlag.value("--model"),
                ToolFlag.of("--embedding"),
                ToolFlag.value("--golden"));
    }

    @Override
    public Optional<Path> lines(Map<String, String> given) throws CaseException {
        String folder = given.get("golden");
        if (folder == null) {
            return Optional.empty();
        }
        if (given.containsKey("text") || given.containsKey("file") || given.containsKey("model")) {
            throw new CaseException(
                    "--golden takes texts and model from its folder; leave out --text, --file, --model");
        }
        Path golden = Path.of(folder, "golden.jsonl");
        if (!Files.isRegularFile(golden)) {
            throw new CaseException("there is no " + golden + "; name a model's folder with golden vectors");
        }
        return Optional.of(golden);
    }

    @Override
    public void open(Map<String, String> given) throws CaseException {
        open = ClassifierFolders.open(given.getOrDefault("golden", given.get("model")), "write --model FOLDER");
    }

    @Override
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException {
        return Cases.textOrFile(given, "classify needs one of --text and --file, or --jsonl, or --golden FOLDER");
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException {
        String text = Cases.text(one, "text");
        if (text == null) {
            throw new CaseException("'text' is missing; give the text to classify");
        }
        OnnxModel model = requireNonNull(open, "opened");
        try {
            return given.containsKey("golden")
                    ? golden(model, model.inspect(text), text)
                    : decisions(model.classify(text), text, given.containsKey("embedding"));
        } catch (ModelException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> decisions(Map<String, Signal> said, String text, boolean embedding)
            throws CaseException {
        var result = new LinkedHashMap<String, @Nullable Object>();
        said.forEach((head, signal) -> {
            boolean wanted = signal instanceof Signal.Vector ? embedding : !(signal instanceof Signal.Spans);
            if (wanted) {
                result.put(head, SignalJson.decision(signal, text));
            }
        });
        if (result.isEmpty()) {
            throw new CaseException("the model has only " + String.join(", ", said.keySet())
                    + "; use serai pii --model FOLDER for spans, --embedding for embeddings");
        }
        return result;
    }

    // ---- golden vectors

    private static Map<String, @Nullable Object> golden(OnnxModel model, Inspection inspection, String text) {
        var outputs = new LinkedHashMap<String, @Nullable Object>();
        for (Head head : model.manifest().heads()) {
            List<float[]> windows = inspection.outputs().get(head.output());
            if (windows != null) {
                outputs.put(
                        head.output(),
                        windows.stream().map(numbers -> window(head, numbers)).toList());
            }
        }
        var decisions = new LinkedHashMap<String, @Nullable Object>();
        inspection
                .signals()
                .forEach((head, signal) -> decisions.put(
                        head,
                        signal instanceof Signal.Vector(float[] values, boolean _, String _)
                                ? numbers(Arrays.copyOf(values, Math.min(values.length, GOLDEN_NUMBERS)))
                                : SignalJson.decision(signal, text)));
        List<?> windows = inspection.windows().stream()
                .map(window -> JsonValues.members("ids", numbers(window.ids()), "shape", numbers(window.shapes())))
                .toList();
        return JsonValues.members("windows", windows, "outputs", outputs, "decisions", decisions);
    }

    /** Token by token where there are tokens. */
    private static List<?> window(Head head, float[] numbers) {
        if (!(head instanceof Head.Tokens tokens)) {
            return numbers(numbers);
        }
        int labels = tokens.labels().size();
        var rows = new ArrayList<List<Float>>(numbers.length / labels);
        for (int at = 0; at < numbers.length; at += labels) {
            rows.add(numbers(Arrays.copyOfRange(numbers, at, at + labels)));
        }
        return rows;
    }

    private static List<Long> numbers(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Float> numbers(float[] values) {
        var list = new ArrayList<Float>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
