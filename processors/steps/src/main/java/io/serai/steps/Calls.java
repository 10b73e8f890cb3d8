package io.serai.steps;

import io.serai.core.InferenceCall;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Finds the call that an exchange carries. */
public final class Calls {
    private static final String PROPERTY = "serai.call";

    private Calls() {}

    /** Puts {@code call} on its exchange; done once, by the ingress. */
    public static void attach(Exchange exchange, InferenceCall call) {
        exchange.setProperty(PROPERTY, call);
    }

    /**
     * The call of {@code exchange}.
     *
     * @throws IllegalStateException if the exchange did not come from the ingress
     */
    public static InferenceCall of(Exchange exchange) {
        Object call = exchange.getProperty(PROPERTY);
        if (call instanceof InferenceCall found) {
            return found;
        }
        throw new IllegalStateException(
                "this exchange carries no call: llm-* steps work in routes that begin with llm-http: only");
    }

    /** Whether a step has put another body in place of the client's bytes. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public static boolean bodyReplaced(Message message, InferenceCall call) {
        Object body = message.getBody();
        return body != null && body != call.body();
    }
}
