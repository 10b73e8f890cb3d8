package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/**
 * Calls written as elements within elements, with a token before every tag:
 * {@code !<tool_call>!<invoke name="f">!<k>v!</k>!<list>!<item>a!</item>!</list>!</invoke>!</tool_call>}. An element with
 * elements in it is an object, or an array if they are items; text is typed by the schema.
 *
 * @param mark   token before every tag
 * @param block  name of the element around the calls
 * @param call   name of the element that is a call
 * @param item   name of the element of an array
 * @param silent tokens without text
 * @param policy what becomes of the rest
 */
record ElementCalls(String mark, String block, String call, String item, List<String> silent, CallPolicy policy)
        implements ToolFormat {
    @Override
    public List<String> openers() {
        return List.of(mark + "<" + block + ">");
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new ElementCallReader(this, new Schema(options.tools()), out);
    }
}
