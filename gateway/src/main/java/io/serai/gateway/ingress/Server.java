package io.serai.gateway.ingress;

import io.serai.core.CallObserver;
import io.serai.core.InferenceCall;
import io.serai.guard.Credentials;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections share; its settings can be replaced while it serves. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Pipelines pipelines;
    private final OpenCalls openCalls;
    private final List<CallObserver> observers;
    private final BodyMemory bodyMemory = BodyMemory.ofThisHeap();
    private final Gate gate = new Gate(this);
    private volatile IngressSettings settings;
    private volatile Credentials credentials;
    private volatile CallListener listener = (call, entry, stay, writer) -> {
        stay.leave();
        writer.refuse(HttpRefusals.shuttingDown(), false);
    };

    /** A server of {@code pipelines}; {@code observers} hear of every call that ended. */
    public Server(
            Pipelines pipelines,
            OpenCalls openCalls,
            List<CallObserver> observers,
            IngressSettings settings,
            Credentials credentials) {
        this.pipelines = pipelines;
        this.openCalls = openCalls;
        this.observers = List.copyOf(observers);
        this.settings = settings;
        this.credentials = credentials;
    }

    /** Applies to requests whose head comes from now on. */
    public void reconfigure(IngressSettings next, Credentials keys) {
        settings = next;
        credentials = keys;
    }

    void listener(CallListener serving) {
        listener = serving;
    }

    void serve(InferenceCall call, PathEntry entry, Occupancy.Stay stay, ResponseWriter writer) {
        try {
            listener.serve(call, entry, stay, writer);
        } catch (RuntimeException e) {
            LOG.error("call {} could not be served", call.id(), e);
            stay.leave();
            writer.breakOff(HttpRefusals.internal());
        }
    }

    void ended(InferenceCall call, int status, String code) {
        call.trace().ended(System.nanoTime());
        if (code.equals(ResponseWriter.CLIENT_CLOSED)) {
            call.cancel();
        }
        openCalls.ended();
        for (CallObserver observer : observers) {
            tell(observer, call, status, code);
        }
    }

    /** An observer's failure is neither the call's nor the next observer's. */
    private static void tell(CallObserver observer, InferenceCall call, int status, String code) {
        try {
            observer.ended(call, status, code);
        } catch (RuntimeException e) {
            LOG.error("an observer of call {} failed", call.id(), e);
        }
    }

    IngressSettings settings() {
        return settings;
    }

    Credentials credentials() {
        return credentials;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    BodyMemory bodyMemory() {
        return bodyMemory;
    }

    OpenCalls openCalls() {
        return openCalls;
    }

    Gate gate() {
        return gate;
    }
}
