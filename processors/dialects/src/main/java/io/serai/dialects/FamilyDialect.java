package io.serai.dialects;

import io.serai.core.ChatEvent;
import io.serai.core.Dialect;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The declaration of one dialect. Made by its family, listed in {@link Dialects}. */
final class FamilyDialect implements Dialect {
    /** Makes a parser for an answer that is not of the usual shape. */
    interface WholeAnswer {
        OutputParser parser(ParseOptions options, Answer out);
    }

    private final String name;
    private final ReasoningFormat reasoning;
    private final ToolFormat tools;
    private final FormatMarkers markers;
    private final @Nullable WholeAnswer whole;
    private final List<String> toolNames;
    private final List<String> reasoningNames;
    private final List<String> models;
    private final List<String> template;
    private final boolean ordinaryMarkers;

    private FamilyDialect(
            String name,
            ReasoningFormat reasoning,
            ToolFormat tools,
            @Nullable WholeAnswer whole,
            List<String> toolNames,
            List<String> reasoningNames,
            List<String> models,
            List<String> template,
            boolean ordinaryMarkers) {
        this.name = name;
        this.reasoning = reasoning;
        this.tools = tools;
        this.whole = whole;
        this.toolNames = toolNames;
        this.reasoningNames = reasoningNames;
        this.models = models;
        this.template = template;
        this.ordinaryMarkers = ordinaryMarkers;
        markers = FormatMarkers.of(reasoning, tools);
    }

    /** A dialect of reasoning, then content, then calls. */
    static FamilyDialect of(String name, ReasoningFormat reasoning, ToolFormat tools) {
        return new FamilyDialect(name, reasoning, tools, null, List.of(), List.of(), List.of(), List.of(), false);
    }

    /** A dialect whose reasoning, content and calls cannot be told apart by markers alone. */
    static FamilyDialect whole(String name, WholeAnswer parser) {
        return new FamilyDialect(
                name,
                ReasoningFormat.NONE,
                NoCalls.INSTANCE,
                parser,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    /** Further names under which its tool format is known, such as those of engines' options. */
    FamilyDialect toolNames(String... names) {
        return new FamilyDialect(
                name, reasoning, tools, whole, List.of(names), reasoningNames, models, template, ordinaryMarkers);
    }

    /** Further names under which its reasoning format is known. */
    FamilyDialect reasoningNames(String... names) {
        return new FamilyDialect(
                name, reasoning, tools, whole, toolNames, List.of(names), models, template, ordinaryMarkers);
    }

    /** Parts of the names of models that speak it, in lower case. */
    FamilyDialect models(String... parts) {
        return new FamilyDialect(
                name, reasoning, tools, whole, toolNames, reasoningNames, List.of(parts), template, ordinaryMarkers);
    }

    /** Strings that a chat template of this dialect contains, all of them. */
    FamilyDialect template(String... literals) {
        return new FamilyDialect(
                name, reasoning, tools, whole, toolNames, reasoningNames, models, List.of(literals), ordinaryMarkers);
    }

    /**
     * Its markers are text to the family's tokenizers, or tokens that are not special: engines never leave them out.
     * Not to be said without a look into those files: markers that are left out cannot be found.
     */
    FamilyDialect ordinaryMarkers() {
        return new FamilyDialect(name, reasoning, tools, whole, toolNames, reasoningNames, models, template, true);
    }

    /** This tool format behind the reasoning of another dialect. */
    FamilyDialect behind(FamilyDialect other) {
        FamilyDialect both = of(other.name + "+" + name, other.reasoning, tools);
        return ordinaryMarkers && other.ordinaryMarkers ? both.ordinaryMarkers() : both;
    }

    /** The same for a model that is only known by its name: a name says nothing of prompts. */
    FamilyDialect guessed() {
        return new FamilyDialect(
                name,
                reasoning.start() == ReasoningFormat.Start.USUALLY_INSIDE
                        ? reasoning.starting(ReasoningFormat.Start.AT_OPENER)
                        : reasoning,
                tools,
                whole,
                toolNames,
                reasoningNames,
                models,
                template,
                ordinaryMarkers);
    }

    @Override
    public ParseOptions.Reasoning withoutPrompt() {
        return reasoning.start() == ReasoningFormat.Start.USUALLY_INSIDE
                ? ParseOptions.Reasoning.PROMPT
                : ParseOptions.Reasoning.OUTPUT;
    }

    @Override
    public boolean specialTokens() {
        return !ordinaryMarkers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OutputParser parser(ParseOptions options, Consumer<ChatEvent> out) {
        Answer answer = new Answer(out);
        return whole == null
                ? new AnswerParser(reasoning, tools, markers, options, answer)
                : whole.parser(options, answer);
    }

    boolean isWhole() {
        return whole != null;
    }

    ReasoningFormat reasoning() {
        return reasoning;
    }

    ToolFormat tools() {
        return tools;
    }

    List<String> toolNames() {
        return toolNames;
    }

    List<String> reasoningNames() {
        return reasoningNames;
    }

    List<String> models() {
        return models;
    }

    List<String> template() {
        return template;
    }

    @Override
    public String toString() {
        return name;
    }
}
