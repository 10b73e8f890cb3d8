package io.serai.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * One client request on its way through. Lives on one event loop; other threads may only call {@link #cancel} by way
 * of {@link #loop()}.
 */
public final class InferenceCall {
    private final String id;
    private final RequestHead head;
    private byte[] body;
    private final ScheduledExecutorService loop;
    private final CallTrace trace;
    private Api api = Api.OTHER;
    private RequestFields fields = RequestFields.NONE;
    private String pathRest = "";
    private String principal = "";
    private ModelLanguage language = ModelLanguage.UNKNOWN;
    private @Nullable Prompt prompt;
    private String workerFields = "";
    private Map<String, Signal> signals = Map.of(); // most calls have none
    private Map<String, Integer> piiFound = Map.of();
    private @Nullable ModelDecision decision;
    private @Nullable Reply reply;
    private boolean answered;
    private @Nullable Runnable canceller;
    private @Nullable Runnable cancelListener;
    private boolean cancelled;

    /**
     * A call as the ingress saw it.
     *
     * @param id            request id, echoed to the client and passed to the worker
     * @param head          request line and header fields
     * @param body          whole body; empty if there is none
     * @param loop          the event loop that serves the client's connection
     * @param receivedNanos when the head was complete
     */
    public InferenceCall(String id, RequestHead head, byte[] body, ScheduledExecutorService loop, long receivedNanos) {
        this.id = id;
        this.head = head;
        this.body = body;
        this.loop = loop;
        this.trace = new CallTrace(receivedNanos);
    }

    /** Request id. */
    public String id() {
        return id;
    }

    /** Request line and header fields. */
    public RequestHead head() {
        return head;
    }

    /** Whole body. */
    public byte[] body() {
        return body;
    }

    /** The event loop that owns this call. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** What happened to this call so far. */
    public CallTrace trace() {
        return trace;
    }

    /** The API spoken, as the pipeline's {@code from} declares it. */
    public Api api() {
        return api;
    }

    /** Skimmed fields; {@link RequestFields#NONE} until the pipeline's entry has read the body. */
    public RequestFields fields() {
        return fields;
    }

    /**
     * What the last segment of a path template took, for example the model's id in {@code /v1/models/{id}}; empty for
     * an exact path.
     */
    public String pathRest() {
        return pathRest;
    }

    /** Set by the ingress when it has found the pipeline. */
    public void accept(Api spoken, RequestFields skimmed, String rest) {
        this.api = spoken;
        this.fields = skimmed;
        this.pathRest = rest;
    }

    /**
     * Puts another body in place of the client's, with what was skimmed from it. What was made of the old one is
     * forgotten: language, prompt, fields for the worker. Signals stay.
     */
    public void replaceBody(byte[] bytes, RequestFields skimmed) {
        this.body = bytes;
        this.fields = skimmed;
        this.language = ModelLanguage.UNKNOWN;
        this.prompt = null;
        this.workerFields = "";
        trace.promptTokens(-1);
    }

    /** Name of the key the caller presented; empty where no key is asked for. */
    public String principal() {
        return principal;
    }

    /** Set by the ingress after it checked the credentials. */
    public void principal(String name) {
        this.principal = name;
    }

    /** How the call's model reads and writes; {@link ModelLanguage#UNKNOWN} until a step has looked it up. */
    public ModelLanguage language() {
        return language;
    }

    /** Sets {@link #language()}: every later step sees the same one, whatever is configured meanwhile. */
    public void language(ModelLanguage known) {
        this.language = known;
    }

    /** The prompt in tokens; null where no step has made it, or nothing is known of the model. */
    public @Nullable Prompt prompt() {
        return prompt;
    }

    /** Sets {@link #prompt()}. */
    public void prompt(Prompt tokenized) {
        this.prompt = tokenized;
        trace.promptTokens(tokenized.ids().length);
    }

    /**
     * Fields that the worker gets beside the client's, as they stand in JSON: {@code "a":1,"b":true}; empty for none.
     */
    public String workerFields() {
        return workerFields;
    }

    /**
     * Adds to {@link #workerFields()}, once for each name. For a field that the client's body does not have: nothing of
     * what a client sent is overridden.
     *
     * @param name lower-case letters and underscores
     * @param json its value
     */
    public void addWorkerField(String name, String json) {
        String key = "\"" + name + "\":";
        if (!workerFields.contains(key)) {
            workerFields = workerFields.isEmpty() ? key + json : workerFields + "," + key + json;
        }
    }

    /** What classifiers said of the call, by the name of the head; unmodifiable view. */
    public Map<String, Signal> signals() {
        return Collections.unmodifiableMap(signals);
    }

    /** Adds to {@link #signals()}, or replaces what the head said before. */
    public void signal(String head, Signal said) {
        if (signals.isEmpty()) {
            signals = new LinkedHashMap<>();
        }
        signals.put(head, said);
    }

    /** How many pieces of personal data a step found in the request, by type; unmodifiable view, without values. */
    public Map<String, Integer> piiFound() {
        return Collections.unmodifiableMap(piiFound);
    }

    /** Adds to {@link #piiFound()}. */
    public void piiFound(String type, int more) {
        if (piiFound.isEmpty()) {
            piiFound = new TreeMap<>();
        }
        piiFound.merge(type, more, Integer::sum);
    }

    /** Why the call goes to its model; null where the client named it. */
    public @Nullable ModelDecision decision() {
        return decision;
    }

    /** Sets {@link #decision()}. */
    public void decision(ModelDecision made) {
        this.decision = made;
    }

    /** The reply, once a step made one. */
    public @Nullable Reply reply() {
        return reply;
    }

    /** Sets or replaces the reply; a later step may wrap the one it finds. */
    public void reply(Reply made) {
        this.reply = made;
    }

    /**
     * Answers the call without a worker. Steps that prepare, make or store a worker's answer then do nothing; those that
     * change what the client sees still do.
     */
    public void answer(Reply made) {
        reply(made);
        answered = true;
    }

    /** Whether {@link #answer} was called. */
    public boolean answered() {
        return answered;
    }

    /** Whether the client has gone. */
    public boolean cancelled() {
        return cancelled;
    }

    /**
     * Registers what stops the work now being done for this call, in place of the one before; runs at once if the
     * client has already gone.
     */
    public void onCancel(@Nullable Runnable stop) {
        this.canceller = stop;
        if (cancelled) {
            runCanceller();
        }
    }

    /** Registers who must hear that the client has gone, after the work has been stopped; runs at once if it has. */
    public void whenCancelled(Runnable listener) {
        this.cancelListener = listener;
        if (cancelled) {
            listener.run();
        }
    }

    /** The client has gone. Idempotent. */
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            runCanceller();
            if (cancelListener != null) {
                cancelListener.run();
            }
        }
    }

    private void runCanceller() {
        Runnable stop = canceller;
        canceller = null;
        if (stop != null) {
            stop.run();
        }
    }
}
