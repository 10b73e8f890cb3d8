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
