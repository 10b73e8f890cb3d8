package io.serai.gateway.ingress;

import io.serai.core.InferenceCall;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/** The message that a pipeline sees: the client's bytes as body, its header fields made when a step first looks. */
final class CallMessage extends DefaultMessage {
    private final InferenceCall call;
    private final PathEntry entry;
    private final Occupancy.Stay stay;
    private final ResponseWriter writer;
    private boolean headersSeen;

    CallMessage(CamelContext context, InferenceCall call, PathEntry entry, Occupancy.Stay stay, ResponseWriter writer) {
        super(context);
        this.call = call;
        this.entry = entry;
        this.stay = stay;
        this.writer = writer;
        setBody(call.body());
    }

    InferenceCall call() {
        return call;
    }

    PathEntry entry() {
        return entry;
    }

    /** Left when the pipeline has ended. */
    Occupancy.Stay stay() {
        return stay;
    }

    ResponseWriter writer() {
        return writer;
    }

    /** Whether a step has read or written a header; if not, there is nothing to look for. */
    boolean headersSeen() {
        return headersSeen;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        headersSeen = true;
        call.head().headers().forEach(map::putIfAbsent);
        map.put(Exchange.HTTP_METHOD, call.head().method());
        map.put(Exchange.HTTP_PATH, call.head().path());
        map.put(Exchange.HTTP_QUERY, call.head().query());
    }
}
