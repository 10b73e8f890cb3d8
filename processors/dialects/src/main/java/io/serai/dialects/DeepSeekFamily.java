package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.CallPolicy.Scope;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DeepSeek: R1 and V3 with fenced JSON, V3.1 with bare JSON, V3.2 with tags ("DSML"). Bars are U+FF5C, blocks U+2581. */
final class DeepSeekFamily {
    private static final String SECTION = "<｜tool▁calls▁begin｜>";
    private static final String SECTION_CLOSER = "<｜tool▁calls▁end｜>";
    private static final String CALL = "<｜tool▁call▁begin｜>";
    private static final String CALL_CLOSER = "<｜tool▁call▁end｜>";
    private static final String SEPARATOR = "<｜tool▁sep｜>";
    private static final String TURN_END = "<｜end▁of▁sentence｜>";

    private DeepSeekFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat fenced = HeadedCalls.in(SECTION, SECTION_CLOSER, CALL)
                .headEnds("\n```json\n")
                .head(DeepSeekFamily::head)
                .tails("```")
                .until(CALL_CLOSER)
                .requiringCloser()
                .silent(TURN_END)
                .policy(CallPolicy.USUAL.scope(Scope.CALL).later(Fate.DROP).keepingText());
        ToolFormat bare = HeadedCalls.in(SECTION, SECTION_CLOSER, CALL)
                .headEnds(SEPARATOR)
                .until(CALL_CLOSER)
                .requiringCloser()
                .silent(TURN_END)
                .policy(CallPolicy.USUAL.scope(Scope.CALL).later(Fate.DROP));
        return List.of(
                FamilyDialect.of("deepseek_v3", ReasoningFormat.NONE, fenced)
                        .toolNames("deepseekv3", "deepseek")
                        .models("deepseek-v3", "deepseek")
                        .template(SECTION, SEPARATOR, "```json")
                        .ordinaryMarkers(),
                FamilyDialect.of("deepseek_r1", ReasoningFormat.ALWAYS_THINK, fenced)
                        .models("deepseek-r1")
                        .template(SECTION, SEPARATOR, "```json", "</think>")
                        .ordinaryMarkers(),
                FamilyDialect.of("deepseek_v31", ReasoningFormat.THINK, bare)
                        .toolNames("deepseekv31", "deepseek31")
                        .reasoningNames("deepseek-v3")
                        .models("deepseek-v3.1", "deepseek-v3.2-exp")
                        .template(SECTION, SEPARATOR, "</think>")
                        .ordinaryMarkers(),
                FamilyDialect.of("deepseek_v32", ReasoningFormat.THINK, tagged("function_calls"))
                        .toolNames("deepseekv32", "deepseek32")
                        .models("deepseek-v3.2")
                        .template("｜DSML｜", "function_calls>"),
                FamilyDialect.of("deepseek_v4", ReasoningFormat.THINK, tagged("tool_calls"))
                        .toolNames("deepseekv4")
                        .reasoningNames("deepseek-v4")
                        .models("deepseek-v4")
                        .template("｜DSML｜", "tool_calls>")
                        .ordinaryMarkers());
    }

    /** V3.2 and V4 differ in the name of the block. */
    static TaggedCalls tagged(String block) {
        return TaggedCalls.in(
                        "<｜DSML｜" + block + ">",
                        "</｜DSML｜" + block + ">",
                        new Tag("<｜DSML｜invoke", Naming.ATTRIBUTES, "</｜DSML｜invoke>"),
                        new Tag("<｜DSML｜parameter", Naming.ATTRIBUTES, "</｜DSML｜parameter>"))
                .typing(TaggedCalls.Typing.STRING_ATTRIBUTE)
                .valuesEndAt("<｜DSML｜parameter", "</｜DSML｜invoke>")
                .silent(TURN_END)
                .policy(CallPolicy.USUAL.cut(Fate.DROP).later(Fate.DROP));
    }

    /** {@code function<sep>NAME}. */
    private static HeadedCalls.@Nullable Head head(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0 ? null : HeadedCalls.plainName(text.substring(separator + SEPARATOR.length()));
    }
}
