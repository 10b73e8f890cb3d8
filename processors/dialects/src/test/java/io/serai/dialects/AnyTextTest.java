package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ParseOptions;
import io.serai.core.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any text in any dialect: cuts do not matter, nothing is thrown, plain text comes through. */
final class AnyTextTest {
    private static final ToolSchema TOOL = new ToolSchema(
            "get_weather",
            Map.of(
                    "properties",
                    Map.of(
                            "city", Map.of("type", "string"),
                            "days", Map.of("type", "integer"),
                            "tags", Map.of("type", "array"))));

    @Provide
    Arbitrary<FamilyDialect> dialects() {
        return Arbitraries.of(Dialects.families());
    }

    @Provide
    Arbitrary<ParseOptions.Reasoning> starts() {
        return Arbitraries.of(ParseOptions.Reasoning.values());
    }

    /** Any cut of any mixture of markup gives the same answer. */
    @Property(tries = 4000)
    void cutsDoNotMatter(
            @ForAll("dialects") FamilyDialect dialect,
            @ForAll("starts") ParseOptions.Reasoning start,
            @ForAll Random random) {
        String text = mixture(dialect, random);
        ParseOptions options = new ParseOptions(List.of(TOOL), random.nextInt(8) > 0, start);
        ParsedAnswer whole = ParsedAnswer.of(dialect, options, text);
        ParsedAnswer pieces = ParsedAnswer.of(dialect, options, cut(text, random));
        assertThat(pieces).as("%s: %s", dialect, text).isEqualTo(whole);
    }

    /** Text without markup is the answer. */
    @Property(tries = 1000)
    void textWithoutMarkupComesThrough(@ForAll("dialects") FamilyDialect dialect, @ForAll Random random) {
        String text = "Plain " + words(random);
        ParseOptions options = new ParseOptions(List.of(TOOL), true, ParseOptions.Reasoning.OUTPUT);
        ParsedAnswer answer = ParsedAnswer.of(dialect, options, cut(text, random));
        boolean kept = dialect.reasoning().start() == ReasoningFormat.Start.KEPT;
        assertThat(answer.content() + answer.reasoning()).isEqualTo(kept ? "<think>" + text : text);
        assertThat(answer.calls()).isEmpty();
    }

    /** Text that is not markup is somewhere in the answer, unless the family's policy is to drop it. */
    @Property(tries = 2000)
    void nothingIsLostOfTheFirstBrokenBlock(@ForAll("dialects") FamilyDialect dialect, @ForAll Random random) {
        CallPolicy policy = dialect.tools().policy();
        if (dialect.isWhole() || policy.broken() != CallPolicy.Fate.CONTENT || policy.cut() != policy.broken()) {
            return;
        }
        for (String opener : dialect.tools().openers()) {
            String text = "Before " + opener + " zebra! " + words(random);
            ParsedAnswer answer = ParsedAnswer.of(
                    dialect, new ParseOptions(List.of(TOOL), true, ParseOptions.Reasoning.NONE), cut(text, random));
            assertThat(answer.calls()).isEmpty();
            assertThat(answer.content()).as("%s: %s", dialect, text).isEqualTo(text);
        }
    }

    private static String words(Random random) {
        StringBuilder out = new StringBuilder();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            out.append(List.of("und ", "東京 ", "😀", "\n", "x1, ", "a.b: ", "1 + 2 = 3 ")
                    .get(random.nextInt(7)));
        }
        return out + "end";
    }

    private static String mixture(FamilyDialect dialect, Random random) {
        List<String> parts = new ArrayList<>(List.of(
                "<",
                "</",
                ">",
                "{",
                "}",
                "[",
                "]",
                "\n",
                " ",
                "\"",
                "'",
                ",",
                ":",
                "\\",
                "(",
                ")",
                "=",
                "text ",
                "get_weather",
                "\"name\": ",
                "\"get_weather\"",
                "\"arguments\": ",
                "{\"city\": \"Rome\"}",
                "null",
                "12",
                "<think>",
                "</think>",
                "name=\"city\">",
                "city",
                "functions.",
                ":0",
                "[get_weather(city='a')]",
                "{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Rome\", \"days\": 3}}"));
        parts.addAll(dialect.tools().openers());
        parts.addAll(dialect.tools().silent());
        parts.addAll(dialect.reasoning().markers());
        parts.addAll(MarkupOf.all(dialect));
        StringBuilder out = new StringBuilder();
        int count = 1 + random.nextInt(24);
        for (int i = 0; i < count; i++) {
            String part = parts.get(random.nextInt(parts.size()));
            out.append(part, 0, random.nextInt(10) == 0 ? random.nextInt(part.length() + 1) : part.length());
        }
        return out.toString();
    }

    private static List<String> cut(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(12);
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
