package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/**
 * Calls written as {@code <opener>call:NAME{key:<quote>text<quote>,n:3,list:[...],nested:{...}}<closer>}: as JSON, but keys
 * are bare, and a marker stands for the quotes, so that strings need no escapes. They become JSON while they arrive.
 *
 * @param opener marker before a call
 * @param closer marker behind it, which may be missing at the end of the answer
 * @param quote  marker at both ends of a string
 * @param silent tokens without text
 * @param policy what becomes of the rest
 */
record BracedCalls(String opener, String closer, String quote, List<String> silent, CallPolicy policy)
        implements ToolFormat {
    /** With the usual policy. */
    static BracedCalls between(String opener, String closer, String quote) {
        return new BracedCalls(opener, closer, quote, List.of(), CallPolicy.USUAL);
    }

    BracedCalls silent(String... values) {
        return new BracedCalls(opener, closer, quote, List.of(values), policy);
    }

    BracedCalls policy(CallPolicy value) {
        return new BracedCalls(opener, closer, quote, silent, value);
    }

    @Override
    public List<String> openers() {
        return List.of(opener);
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new BracedCallReader(this, out);
    }
}
