package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.guard.pii.PiiFinder;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiRules;
import io.serai.onnx.model.Head;
import io.serai.onnx.model.LoadedModel;
import io.serai.onnx.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code serai pii}: personal data and secrets in a text, by rules and, if one is named, a model. */
final class PiiTool implements Tool {
    private static final String HELP = """
            usage: serai pii (--text TEXT | --file FILE) [flags]
                   serai pii --jsonl [flags]

            Writes {"entities": [{"type", "start", "end", "score", "source"}], "masked": ...}: what is found in a
            text, and the text with placeholders. "start" and "end" count Unicode code points. Rules find what has a
            form of its own, such as e-mail addresses and card numbers; names, places and organisations take a model.

              --text TEXT        the text
              --file FILE        a file with the text
              --model FOLDER     a folder with a manifest.json, or released: its spans too, merged with those of rules
              --types A,B        look for these types only
              --min-score SCORE  from 0 to 1; leave out what scores less (0.5)
              --jsonl            read a case from each line of the standard input: {"text"}

            types of rules:
            """;

    /** Not secret: who reads the masked text here has the text itself. */
    private static final byte[] KEY = "serai pii, the command".getBytes(UTF_8);

    private @Nullable PiiFinder finder;
    private @Nullable LoadedModel model;

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
    public Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException {
        String text = given.get("text");
        String file = given.get("file");
        if ((text == null) == (file == null)) {
            throw new CaseException("pii needs one of --text and --file, or --jsonl");
        }
        return Cases.members("text", file == null ? text : Cases.content(file));
    }

    @Override
    public Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException {
        String text = Cases.text(one, "text");
        if (text == null) {
            throw new CaseException("'text' is missing; give the text to look at");
        }
        List<PiiSpan> spans = found(text, given);
        var entities = new ArrayList<Map<String, @Nullable Object>>(spans.size());
        int at = 0;
        int points = 0;
        for (PiiSpan span : spans) {
            points += text.codePointCount(at, span.start());
            int end = points + text.codePointCount(span.start(), span.end());
            entities.add(Cases.members(
                    "type", span.type(), "start", points, "end", end, "score", span.score(), "source", span.source()));
            at = span.end();
            points = end;
        }
        return Cases.members("entities", entities, "masked", new PiiMasker(KEY).mask(text, spans));
    }

    private List<PiiSpan> found(String text, Map<String, String> given) throws CaseException {
        PiiFinder both = finder;
        if (both == null) {
            both = finder(given);
            finder = both;
        }
        return both.find(text, byModel(text));
    }

    private PiiFinder finder(Map<String, String> given) throws CaseException {
        var known = new TreeSet<>(PiiRules.types());
        if (given.containsKey("model")) {
            LoadedModel opened = ClassifierFolders.open(given.get("model"));
            Set<String> types = types(opened);
            if (types.isEmpty()) {
                throw new CaseException("the model finds no spans; name one with a head of kind tokens");
            }
            known.addAll(types);
            model = opened;
        }
        try {
            return PiiFinder.of(wanted(given, known), minScore(given));
        } catch (IllegalArgumentException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> types(LoadedModel model) {
        var types = new TreeSet<String>();
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Tokens tokens) {
                tokens.labels().stream()
                        .filter(label -> label.indexOf('-') >= 0)
                        .forEach(label -> types.add(label.substring(label.indexOf('-') + 1)));
            }
        }
        return types;
    }

    /** Those of {@code --types}; none, for all, without it. */
    private static Set<String> wanted(Map<String, String> given, Set<String> known) throws CaseException {
        String list = given.get("types");
        if (list == null) {
            return Set.of();
        }
        var wanted = new TreeSet<String>();
        for (String type : list.split(",", -1)) {
            wanted.add(type.strip());
        }
        var unknown = new TreeSet<>(wanted);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new CaseException("there is no rule for " + unknown
                    + (given.containsKey("model")
                            ? ", and the model does not find it"
                            : ", or name a --model that finds it")
                    + "; there are " + String.join(", ", known));
        }
        return wanted;
    }

    private List<PiiSpan> byModel(String text) throws CaseException {
        if (model == null) {
            return List.of();
        }
        var spans = new ArrayList<PiiSpan>();
        try {
            for (Signal signal : model.classify(text).values()) {
                if (signal instanceof Signal.Spans found) {
                    spans.addAll(found.spans());
                }
            }
        } catch (ModelException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
        return spans;
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
