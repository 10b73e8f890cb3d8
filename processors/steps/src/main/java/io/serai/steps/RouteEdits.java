package io.serai.steps;

import io.serai.core.Api;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.wire.RequestSkimmer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Takes over what a route did to the message: a body set by an earlier step is what the worker gets. */
public final class RouteEdits {
    private RouteEdits() {}

    /**
     * Makes the message's body the call's, if a step replaced it.
     *
     * @throws io.serai.core.CallError if the new body is no valid request
     */
    public static void apply(Exchange exchange, InferenceCall call) {
        Message message = exchange.getMessage();
        if (!Calls.bodyReplaced(message, call)) {
            return;
        }
        byte[] bytes = bytes(message);
        call.replaceBody(bytes, call.api() == Api.OTHER ? RequestFields.NONE : RequestSkimmer.skim(call.api(), bytes));
        message.setBody(bytes); // the next step must not take the same edit for another one
    }

    private static byte[] bytes(Message message) {
        try {
            return message.getMandatoryBody(byte[].class);
        } catch (InvalidPayloadException e) {
            throw new IllegalStateException("a step left a body that cannot be sent to a worker: " + e.getMessage(), e);
        }
    }
}
