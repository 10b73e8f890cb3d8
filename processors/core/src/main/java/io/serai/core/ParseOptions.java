package io.serai.core;

import java.util.List;

/**
 * How one answer is to be read.
 *
 * @param tools     the tools that the request declares: types of their parameters decide how untyped values are read
 * @param toolCalls whether to look for calls at all; false leaves their markup in the content
 * @param reasoning where reasoning may begin
 */
public record ParseOptions(List<ToolSchema> tools, boolean toolCalls, Reasoning reasoning) {
    /** Where reasoning begins. */
    public enum Reasoning {
        /** Not looked for: thinking is off, or its markup is to stay in the content. */
        NONE,
        /** The answer itself may open it. */
        OUTPUT,
        /** The prompt ended with the opening marker: the answer begins inside. */
        PROMPT
    }

    /** Copies the list. */
    public ParseOptions {
        tools = List.copyOf(tools);
    }
}
