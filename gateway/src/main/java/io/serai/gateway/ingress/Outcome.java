package io.serai.gateway.ingress;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pipeline left on its exchange, read as an answer. */
sealed interface Outcome {
    /**
     * A reply.
     *
     * @param reply of a step, or made of the message's body
     * @param added header fields that the route set
     */
    record Answered(Reply reply, Headers added) implements Outcome {}

    /** An error. */
    record Refused(CallError error) implements Outcome {}

    /** Reads {@code exchange} after its pipeline has ended. */
    static Outcome of(Exchange exchange, CallMessage message) {
        InferenceCall call = message.call();
        Throwable failure = exchange.getException();
        if (failure instanceof CallError refused) {
            return new Refused(refused);
        }
        if (failure != null) {
            Log.LOG.error("call {}: route {} failed", call.id(), message.entry().routeId(), failure);
            return new Refused(HttpRefusals.internal());
        }
        Message last = exchange.getMessage();
        Headers added = last == message && !message.headersSeen() ? Headers.empty() : added(last, call);
        Reply reply = call.reply();
        if (reply != null) {
            return new Answered(reply, added);
        }
        if (!Calls.bodyReplaced(last, call)) {
            return new Refused(HttpRefusals.noReply());
        }
        return new Answered(new Reply.Whole(status(last), type(last), bytes(last)), added);
    }

    /** Headers that a step set: neither the client's own nor Camel's. */
    private static Headers added(Message message, InferenceCall call) {
        var builder = Headers.builder();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            String name = header.getKey();
            String value = Objects.toString(header.getValue(), "");
            boolean clients = value.equals(call.head().headers().first(name));
            if (!clients
                    && !value.isEmpty()
                    && !name.startsWith("Camel")
                    && !name.equalsIgnoreCase("content-type")
                    && sendable(name, value)) {
                builder.add(name, value);
            }
        }
        return builder.build();
    }

    /** A line break in a header would let its text begin another one. */
    private static boolean sendable(String name, String value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')
                && value.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    private static int status(Message message) {
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status == null ? 200 : status;
    }

    private static Headers type(Message message) {
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        return Headers.of("content-type", type == null ? "application/json" : type);
    }

    private static byte[] bytes(Message message) {
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    /** Where failures of routes are told. */
    final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

        private Log() {}
    }
}
