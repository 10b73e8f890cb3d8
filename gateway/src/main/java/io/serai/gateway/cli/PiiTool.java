package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import io.serai.core.CodePoints;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.guard.pii.PiiFinder;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiRules;
import io.serai.onnx.model.Head;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.wire.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code serai pii}: personal data and secrets in a text, by rules and a model, as the gateway finds them. */
final class PiiTool implements Tool {
    private static final String HELP = """
            usage: serai pii (--text TEXT | --file FILE) [flags]
                   serai pii --jsonl [flags]

            Writes {"entities": [{"type", "start", "end", "score", "source"}], "masked": ...}: what is found in a
            text, and the text with placeholders. "start" and "end" count Unicode code points. Rules find what has a
            form of its own, such as e-mail addresses and card numbers; a model finds names, places and organisations.

              --text TEXT        the text
              --file FILE        a file with the text
              --model FOLDER     a folder with a manifest.json, to try a model before it goes live (the released model);
                                 none for rules alone
              --types A,B        look for these types only
              --min-score SCORE  from 0 to 1; leave out what scores less (0.5)
              --jsonl            read a case from each line of the standard input: {"text"}

            types of rules:
            """;

    /** For {@code --model}: no model. */
    private static final String NONE = "none";

    /** Not secret: who reads the masked text here has the text itself. */
    private static final byte[] KEY = "serai pii, the command".getBytes(UTF_8);

    private @Nullable PiiFinder finder;
    private @Nullable OnnxModel model;

    @Override
    public String help() {
        return HELP + "  " + String.join("\n  ", PiiRules.types()) + "\n";
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--text"),
                ToolFlag.value("--file"),
                ToolFlag.value("--model"),
                ToolFlag.value("--types"),
                ToolFlag.value("--min-score"));
    }

    @Override
    public void open(Map<String, String> given) throws CaseException {
        if (!NONE.equals(given.get("model"))) {
            model = ClassifierFolders.open(given.get("model"), "write --model FOLDER, or --model none for rules alone");
            if (types(model).isEmpty()) {
                throw new CaseException("the model has no head of kind 'tokens'; name one that finds spans");
            }
        }
        try {
            finder = PiiFinder.of(wanted(given, model), minScore(given));
        } catch (IllegalArgumentException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException {
        return Cases.textOrFile(given, "pii needs one of --text and --file, or --jsonl");
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException {
        String text = Cases.text(one, "text");
        if (text == null) {
            throw new CaseException("'text' is missing; give the text to look at");
        }
        List<PiiSpan> spans = requireNonNull(finder, "opened").find(text, byModel(text));
        var entities = new ArrayList<Map<String, @Nullable Object>>(spans.size());
        var points = new CodePoints(text);
        for (PiiSpan span : spans) {
            int start = points.at(span.start());
            entities.add(JsonValues.members(
                    "type", span.type(),
                    "start", start,
                    "end", points.at(span.end()),
                    "score", span.score(),
                    "source", span.source()));
        }
        return JsonValues.members("entities", entities, "masked", new PiiMasker(KEY).mask(text, spans));
    }

    /** What {@code --types} names; none, for all, without it. */
    private static Set<String> wanted(Map<String, String> given, @Nullable OnnxModel model) throws CaseException {
        String list = given.get("types");
        if (list == null) {
            return Set.of();
        }
        var wanted = Stream.of(list.split(",", -1)).map(String::strip).collect(toCollection(TreeSet::new));
        var known = new TreeSet<>(PiiRules.types());
        if (model != null) {
            known.addAll(types(model));
        }
        var unknown = new TreeSet<>(wanted);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new CaseException("there is no rule for %s%s; name some of %s"
                    .formatted(
                            unknown,
                            model == null ? ", and no model" : ", and the model does not find it",
                            String.join(", ", known)));
        }
        return wanted;
    }

    private static Set<String> types(OnnxModel model) {
        var types = new TreeSet<String>();
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Tokens tokens) {
                types.addAll(tokens.types());
            }
        }
        return types;
    }

    private List<PiiSpan> byModel(String text) throws CaseException {
        if (model == null) {
            return List.of();
        }
        try {
            return model.classify(text).values().stream()
                    .flatMap(said -> said instanceof Signal.Spans(var spans, var _) ? spans.stream() : Stream.empty())
                    .toList();
        } catch (ModelException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    private static double minScore(Map<String, String> given) throws CaseException {
        String score = given.get("min-score");
        try {
            return score == null ? PiiRules.DEFAULT_MIN_SCORE : Double.parseDouble(score);
        } catch (NumberFormatException e) {
            throw new CaseException("--min-score is " + score + "; give a number from 0 to 1");
        }
    }
}
