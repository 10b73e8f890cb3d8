package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.wire.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code render}, {@code tokenize}, {@code parse}, {@code classify} and {@code pii}: one case of the flags, or with
 * {@code --jsonl} one JSON object a line of the standard input; one result object a line. Exit codes: 0 done, 1 a case
 * failed, 2 wrong flags.
 */
public final class TextCommands {
    private static final int FAILED = 1;
    private static final int WRONG_FLAGS = 2;

    private final String name;
    private final Tool tool;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    private TextCommands(String name, Tool tool, InputStream in, PrintStream out, PrintStream err) {
        this.name = name;
        this.tool = tool;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Whether {@code word} is one of the commands here. */
    public static boolean known(String word) {
        return Set.of("render", "tokenize", "parse", "classify", "pii").contains(word);
    }

    /**
     * Runs the command that {@code args} begin with.
     *
     * @param in  read as UTF-8
     * @param out gets UTF-8 and nothing but results
     * @return the exit code
     */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) throws IOException {
        Tool tool = switch (args.getFirst()) {
            case "render" -> new RenderTool();
            case "tokenize" -> new TokenizeTool();
            case "classify" -> new ClassifyTool();
            case "pii" -> new PiiTool();
            default -> new ParseTool();
        };
        var utf8 = new PrintStream(out, false, UTF_8);
        try {
            return new TextCommands(args.getFirst(), tool, in, utf8, err).run(args.subList(1, args.size()));
        } finally {
            utf8.flush();
        }
    }

    private int run(List<String> words) throws IOException {
        var given = new HashMap<String, String>();
        if (words.contains("--help") || words.contains("-h")) {
            out.print(tool.help());
            return 0;
        }
        try {
            read(words, given);
            Optional<Path> file = tool.lines(given);
            if (file.isPresent()) {
                tool.open(given);
                try (InputStream cases = Files.newInputStream(file.get())) {
                    return lines(cases, given);
                }
            }
            if (given.containsKey("jsonl")) {
                if (given.containsKey("text") || given.containsKey("file")) {
                    throw new CaseException(
                            "--jsonl reads its cases from the standard input; leave out --text, --file");
                }
                tool.open(given);
                return lines(in, given);
            }
        } catch (CaseException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
        return one(given);
    }

    private void read(List<String> words, Map<String, String> given) throws CaseException {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            Optional<ToolFlag> flag = flag(equals < 0 ? word : word.substring(0, equals));
            if (flag.isEmpty()) {
                throw new CaseException("there is no flag " + word + "; serai " + name + " --help lists the flags");
            }
            if (flag.get().switched()) {
                given.put(flag.get().key(), "true");
            } else if (equals >= 0) {
                given.put(flag.get().key(), word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                given.put(flag.get().key(), words.get(++i));
            } else {
                throw new CaseException(word + " has no value; write one behind it");
            }
        }
    }

    private Optional<ToolFlag> flag(String word) {
        return Stream.concat(Stream.of(ToolFlag.of("--jsonl")), tool.flags().stream())
                .filter(flag -> flag.name().equals(word))
                .findFirst();
    }

    private int wrong(String message) {
        err.println("serai: " + message);
        return WRONG_FLAGS;
    }

    private int one(Map<String, String> given) {
        Map<String, @Nullable Object> one;
        try {
            one = tool.oneCase(given);
            tool.open(given);
        } catch (CaseException | IOException e) {
            return wrong(String.valueOf(failure(e).get("error")));
        }
        try {
            Map<String, @Nullable Object> result = tool.run(one, given);
            out.println(given.containsKey("plain") && result.get("text") instanceof String text ? text : json(result));
            return 0;
        } catch (CaseException | IOException e) {
            out.println(json(failure(e)));
            return FAILED;
        }
    }

    /** On one line, also for readers who take the line ends of Unicode for line ends. */
    private static String json(Map<String, @Nullable Object> result) {
        return JsonValues.write(result)
                .replace("\u0085", "\\u0085")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private int lines(InputStream from, Map<String, String> given) throws IOException {
        var lines = new JsonLines(from);
        boolean failed = false;
        while (lines.next()) {
            Map<String, @Nullable Object> result = line(lines, given);
            failed |= result.containsKey("error");
            out.print(json(result) + "\n");
            out.flush();
        }
        return failed ? FAILED : 0;
    }

    private Map<String, @Nullable Object> line(JsonLines lines, Map<String, String> given) {
        try {
            return tool.run(lines.object(), given);
        } catch (CaseException | IOException e) {
            return failureOfLine(lines, failure(e));
        } catch (RuntimeException | StackOverflowError e) {
            // A bug; the other lines are still wanted.
            return failureOfLine(lines, JsonValues.members("ok", false, "error", "failed: " + e));
        }
    }

    private static Map<String, @Nullable Object> failureOfLine(JsonLines lines, Map<String, @Nullable Object> failure) {
        var numbered = new LinkedHashMap<>(failure);
        numbered.put("line", lines.number());
        return numbered;
    }

    private static Map<String, @Nullable Object> failure(Exception e) {
        return JsonValues.members("ok", false, "error", e instanceof CaseException ? e.getMessage() : e.toString());
    }
}
