package io.serai.gateway.admin;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The query of a call, read strictly. */
final class Query {
    private Query() {}

    /**
     * Refuses any parameter.
     *
     * @throws CallError 400 if there is one
     */
    static void none(InferenceCall call) {
        parameters(call, List.of());
    }

    /**
     * The only parameter that the call may have, a whole number.
     *
     * @throws CallError 400 if it is anything else than a number of {@code least} to {@code most}, or not the only one
     */
    static OptionalInt whole(InferenceCall call, String name, int least, int most) {
        List<String> values = parameters(call, List.of(name)).getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return OptionalInt.empty();
        }
        if (values.size() > 1) {
            throw Fields.wrong(name, "is given " + values.size() + " times; send it once");
        }
        return OptionalInt.of(inRange(name, number(name, values.getFirst()), least, most));
    }

    /** Whether {@code value} lies within the limits; the message says so if not. */
    static int inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Fields.wrong(name, "is " + value + "; send a whole number of " + least + " to " + most);
        }
        return value;
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Fields.wrong(name, "is not a whole number; send one");
        }
    }

    private static Map<String, List<String>> parameters(InferenceCall call, List<String> known) {
        Map<String, List<String>> found = decoded(call.head().query());
        found.keySet().forEach(name -> Spelling.require(name, known, "query parameter"));
        return found;
    }

    private static Map<String, List<String>> decoded(String query) {
        try {
            return new QueryStringDecoder(query, false).parameters();
        } catch (IllegalArgumentException e) {
            throw CallError.of(400, "bad_request", "The query is not percent-encoded correctly.");
        }
    }
}
