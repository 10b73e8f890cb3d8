package io.serai.dialects;

import java.util.ArrayList;
import java.util.List;

/** The markup of a format, for texts that are to look like it. */
final class MarkupOf {
    private MarkupOf() {}

    static List<String> all(FamilyDialect dialect) {
        return switch (dialect.tools()) {
            case TaggedCalls tags -> {
                List<String> markup = new ArrayList<>(List.of(
                        tags.blockCloser(),
                        tags.invoke().prefix(),
                        tags.invoke().closer(),
                        tags.parameter().prefix(),
                        tags.parameter().closer(),
                        tags.valueOpener(),
                        tags.valueCloser()));
                markup.addAll(tags.fillers());
                markup.add(tags.tagEnd());
                markup.add(" tool=\"get_weather\" key=\"city\" type=\"string\"");
                markup.add("<![CDATA[");
                markup.add("]]>");
                yield markup;
            }
            case HeadedCalls heads -> {
                List<String> markup =
                        new ArrayList<>(List.of(heads.callOpener(), heads.callCloser(), heads.sectionCloser()));
                markup.addAll(heads.headEnds());
                markup.addAll(heads.tails());
                yield markup;
            }
            case JsonCalls json -> json.closers();
            case BracedCalls braces ->
                List.of(
                        braces.closer(),
                        braces.quote(),
                        "call:get_weather{",
                        "city:" + braces.quote() + "Rome" + braces.quote());
            case ElementCalls elements ->
                List.of(
                        elements.mark(),
                        elements.mark() + "<invoke name=\"get_weather\">",
                        elements.mark() + "<city>",
                        elements.mark() + "</city>",
                        elements.mark() + "<tags>",
                        elements.mark() + "<item>",
                        elements.mark() + "</item>",
                        elements.mark() + "</tags>",
                        elements.mark() + "</invoke>",
                        elements.mark() + "</tool_call>");
            case PythonBlocks python -> python.closers();
            default ->
                List.of(
                        "<|channel|>",
                        "commentary",
                        "analysis",
                        " to=functions.get_weather",
                        "<|message|>",
                        "<|call|>",
                        "<|start|>",
                        "<|end|>",
                        "[ARGS]",
                        "[CALL_ID]");
        };
    }
}
