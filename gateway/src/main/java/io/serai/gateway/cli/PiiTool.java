package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code serai pii}: personal data and secrets in a text, by rules. */
final class PiiTool implements Tool {
    private static final String HELP = """
            usage: serai pii (--text TEXT | --file FILE) [flags]
                   serai pii --jsonl [flags]

            Writes {"entities": [{"type", "start", "end", "score", "source"}], "masked": ...}: what rules find in a
            text, and the text with placeholders. "start" and "end" count Unicode code points. Rules find what has a
            form of its own, such as e-mail addresses and card numbers; they find no names, places or organisations.

              --text TEXT        the text
              --file FILE        a file with the text
              --types A,B        look for these types only
              --min-score SCORE  from 0 to 1; leave out what scores less (0.5)
              --jsonl            read a case from each line of the standard input: {"text"}

            types:
            """;

    /** Not secret: who reads the masked text here has the text itself. */
    private static final byte[] KEY = "serai pii, the command".getBytes(UTF_8);

    private @Nullable PiiRules rules;

    @Override
    public String help() {
        return HELP + "  " + String.join("\n  ", PiiRules.types()) + "\n";
    }

    @Override
    public List<ToolFlag> flags() {
        return List.of(
                ToolFlag.value("--text"),
                ToolFlag.value("--file"),
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
        List<PiiSpan> spans = rules(given).find(text);
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

    private PiiRules rules(Map<String, String> given) throws CaseException {
        PiiRules made = rules;
        if (made == null) {
            try {
                made = PiiRules.of(types(given), minScore(given));
            } catch (IllegalArgumentException e) {
                throw new CaseException(String.valueOf(e.getMessage()));
            }
            rules = made;
        }
        return made;
    }

    private static Set<String> types(Map<String, String> given) {
        String list = given.get("types");
        if (list == null) {
            return PiiRules.types();
        }
        var types = new LinkedHashSet<String>();
        for (String type : list.split(",", -1)) {
            types.add(type.strip());
        }
        return types;
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
