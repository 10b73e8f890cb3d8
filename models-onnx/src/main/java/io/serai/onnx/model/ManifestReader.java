package io.serai.onnx.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads manifests. Members that running does not need, such as metrics, are left to people. */
final class ManifestReader {
    private static final int FORMAT = 1;
    private static final int MAX_WINDOW = 1 << 16;
    private static final int MAX_SIZE = 1 << 16;
    private static final Set<String> TASKS = Set.of("intent", "complexity", "pii", "multi");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Members manifest;

    private ManifestReader(Members manifest) {
        this.manifest = manifest;
    }

    static Manifest read(byte[] json, String file) throws ModelException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw new ModelException(file + " is no JSON: " + firstLine(e), e);
        }
        if (root == null || !root.isObject()) {
            throw new ModelException(file + " holds no JSON object; export the model anew");
        }
        return new ManifestReader(new Members(root, file, "")).manifest(Sha256.hex(json));
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private Manifest manifest(String sha256) throws ModelException {
        int format = manifest.whole("format", 0, Integer.MAX_VALUE);
        if (format != FORMAT) {
            throw new ModelException(manifest.file() + ": format is " + format + ", but this version reads " + FORMAT
                    + "; export the model anew, or update Serai");
        }
        Members graph = manifest.member("onnx");
        return new Manifest(
                manifest.text("name"),
                manifest.text("version"),
                manifest.oneOf("task", TASKS),
                file(graph),
                graph.whole("opset", 1, 1000),
                file(manifest.member("tokenizer")),
                window(),
                inputs(),
                heads(),
                sha256);
    }

    private static Manifest.HashedFile file(Members members) throws ModelException {
        String file = members.text("file");
        if (file.contains("/") || file.contains("\\") || file.startsWith(".") || !isPath(file)) {
            throw members.wrong("file", members.object().get("file"), "the name of a file in the model's folder");
        }
        String sha256 = members.text("sha256").toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw members.wrong("sha256", members.object().get("sha256"), "64 hexadecimal digits");
        }
        return new Manifest.HashedFile(file, sha256);
    }

    /** Not every text may be a file's name, such as one with a character 0. */
    private static boolean isPath(String file) {
        try {
            return Path.of(file).getNameCount() == 1;
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private Manifest.Window window() throws ModelException {
        Members window = manifest.member("window");
        int length = window.whole("length", 4, MAX_WINDOW);
        return new Manifest.Window(length, window.whole("overlap", 0, length - EncodedText.Frame.TOKENS - 1));
    }

    private Manifest.Inputs inputs() throws ModelException {
        Members inputs = manifest.member("inputs");
        String ids = inputs.text("ids");
        String mask = inputs.text("mask");
        String shape = inputs.textOrNull("shape");
        if (ids.equals(mask) || ids.equals(shape) || mask.equals(shape)) {
            throw new ModelException(manifest.file() + ": inputs names one input twice; each has its own");
        }
        return new Manifest.Inputs(ids, mask, shape);
    }

    private List<Head> heads() throws ModelException {
        var heads = new ArrayList<Head>();
        var names = new HashSet<String>();
        var outputs = new HashSet<String>();
        for (Members members : manifest.members("heads")) {
            Head head = head(members);
            if (!names.add(head.name()) || !outputs.add(head.output())) {
                throw new ModelException(members.file() + ": " + members.path() + "name or output is there twice: "
                        + head.name() + ", " + head.output() + "; each head has its own");
            }
            heads.add(head);
        }
        if (heads.isEmpty()) {
            throw new ModelException(manifest.file() + ": heads is empty; a model has at least one");
        }
        return List.copyOf(heads);
    }

    private static Head head(Members members) throws ModelException {
        String name = members.text("name");
        String output = members.text("output");
        return switch (members.oneOf("kind", Set.of("labels", "score", "tokens", "vector"))) {
            case "labels" -> labels(members, name, output);
            case "score" -> new Head.Score(name, output, bands(members));
            case "tokens" -> tokens(members, name, output);
            default -> new Head.Vector(name, output, members.whole("size", 1, MAX_SIZE));
        };
    }

    private static Head labels(Members members, String name, String output) throws ModelException {
        @Nullable String outOfScope = members.textOrNull("out_of_scope");
        double threshold = outOfScope == null || !members.has("threshold") ? 0 : members.number("threshold");
        if (threshold < 0 || threshold > 1) {
            throw members.wrong("threshold", members.object().get("threshold"), "a number from 0 to 1");
        }
        List<String> labels = members.texts("labels", 1);
        if (labels.size() == 1 && labels.getFirst().equals(outOfScope)) {
            throw members.wrong("labels", members.object().get("labels"), "more than the label out of scope");
        }
        return new Head.Labels(name, output, labels, threshold, outOfScope);
    }

    private static List<Head.Band> bands(Members head) throws ModelException {
        var bands = new ArrayList<Head.Band>();
        double last = 0;
        for (Members members : head.members("bands")) {
            var band = new Head.Band(members.text("band"), members.number("below"));
            if (band.below() <= last) {
                throw members.wrong("below", members.object().get("below"), "above " + last + ": bands rise");
            }
            last = band.below();
            bands.add(band);
        }
        if (bands.isEmpty()) {
            throw head.wrong("bands", head.object().get("bands"), "a list with at least one band");
        }
        return List.copyOf(bands);
    }

    private static Head tokens(Members members, String name, String output) throws ModelException {
        List<String> labels = members.texts("labels", 2);
        for (String label : labels) {
            if (!label.equals("O") && !label.matches("[BI]-.+")) {
                throw members.wrong("labels", members.object().get("labels"), "of O, B-... and I-...; not " + label);
            }
        }
        if (!labels.contains("O")) {
            throw members.wrong("labels", members.object().get("labels"), "a list with O, the label of no type");
        }
        return new Head.Tokens(
                name,
                output,
                labels,
                members.has("min_score") ? minScores(members.member("min_score"), labels) : Map.of());
    }

    private static Map<String, Double> minScores(Members members, List<String> labels) throws ModelException {
        var scores = new LinkedHashMap<String, Double>();
        for (var entry : members.object().properties()) {
            String type = entry.getKey();
            if (!labels.contains("B-" + type) && !labels.contains("I-" + type)) {
                throw members.wrong(type, entry.getValue(), "of a type that labels have");
            }
            scores.put(type, members.number(type));
        }
        return Map.copyOf(scores);
    }
}
