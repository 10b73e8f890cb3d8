package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.PiiSpan;
import io.serai.core.RequestFields;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.wire.RequestSkimmer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the policy makes of one request: it passes as it is or changed, or is refused. */
final class Enforcement {
    private static final Logger LOG = LoggerFactory.getLogger(Enforcement.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String SESSION_HEADER = "x-serai-session";
    private static final int MOST_PLACES = 8;

    private final Exchange exchange;
    private final InferenceCall call;
    private final SearchOptions options;
    private final PiiPlan plan;
    private final PiiGuard guard;
    private final Action otherwise;
    private final boolean open;

    /**
     * For {@code call}.
     *
     * @param options   how it is searched, and by whose policy
     * @param otherwise for types that the policy leaves to the step
     * @param open      whether it passes if it could not be looked at
     */
    Enforcement(
            Exchange exchange,
            InferenceCall call,
            SearchOptions options,
            PiiGuard guard,
            Action otherwise,
            boolean open) {
        this.exchange = exchange;
        this.call = call;
        this.options = options;
        this.plan = options.plan();
        this.guard = guard;
        this.otherwise = otherwise;
        this.open = open;
    }

    private Action action(String type) {
        return plan.policy().action(type, otherwise);
    }

    /** What is to be done on the call's loop; throws, then or now, what the client is to be told. */
    Runnable of(Found found) {
        String failure = found.failure();
        if (!failure.isEmpty()) {
            failed(found);
        }
        Map<String, Integer> types = count(found);
        Set<String> blocked = blocked(found);
        if (!blocked.isEmpty()) {
            guard.counts().request("block");
            return () -> {
                types.forEach(call::piiFound);
                throw refusal(blocked);
            };
        }
        return changed(found, types);
    }

    private void failed(Found found) {
        String reason = found.failure();
        guard.counts().failed(reason, open);
        if (open) {
            LOG.warn(
                    "call {}: not all of the request could be searched for personal data ({}); it passes, as on-failure"
                            + " is open",
                    call.id(),
                    reason);
            return;
        }
        guard.counts().request("refuse");
        if (reason.equals("unreadable")) {
            throw CallError.of(
                    400,
                    "pii_unavailable",
                    "Personal data is looked for in these requests, which token ids and embeddings hide."
                            + " Send text.");
        }
        CallError tooLong = TooLong.refusal(options, found);
        if (tooLong != null) {
            throw tooLong;
        }
        throw CallError.of(
                        503,
                        "pii_unavailable",
                        "The request could not be searched for personal data (" + reason + "), and it may not go on"
                                + " without. Try again.")
                .retryAfter(SOON);
    }

    private Map<String, Integer> count(Found found) {
        var types = new TreeMap<String, Integer>();
        found.spans().forEach(spans -> spans.forEach(span -> types.merge(span.type(), 1, Integer::sum)));
        types.forEach((type, count) -> guard.counts().found(type, action(type).name(), count));
        return types;
    }

    private Set<String> blocked(Found found) {
        var blocked = new TreeSet<String>();
        for (int i = 0; i < found.spans().size(); i++) {
            for (PiiSpan span : found.spans().get(i)) {
                if (action(span.type()) == Action.BLOCK) {
                    blocked.add(span.type() + " in "
                            + found.request().texts().get(i).place());
                }
            }
        }
        return blocked;
    }

    private static CallError refusal(Set<String> blocked) {
        String first = blocked.iterator().next();
        String places = String.join(", ", blocked.stream().limit(MOST_PLACES).toList());
        String more = blocked.size() > MOST_PLACES ? ", and more" : "";
        return CallError.of(
                        400,
                        "pii_blocked",
                        "The request holds personal data that may not be sent: " + places + more + ". Remove it.")
                .about(first.substring(first.lastIndexOf(' ') + 1));
    }

    private Runnable changed(Found found, Map<String, Integer> types) {
        PiiMasker masker = guard.secret().masker(call.principal(), session(found), type -> action(type) == Action.MASK);
        byte[] body = types.isEmpty() ? null : Masking.body(call.body(), found, masker, this::action);
        RequestFields fields = body == null ? RequestFields.NONE : RequestSkimmer.skim(call.api(), body);
        boolean looksAtAnswer = plan.policy().output() != Output.PASS;
        var trace = new PiiTrace(masker, plan, looksAtAnswer ? given(found) : Set.of());
        guard.counts().request(types.isEmpty() ? "pass" : body == null ? "detect" : "mask");
        return () -> {
            types.forEach(call::piiFound);
            if (body != null) {
                replace(body, fields);
            }
            if (looksAtAnswer || masker.restores()) {
                trace.attach(exchange);
            }
        };
    }

    private void replace(byte[] body, RequestFields fields) {
        call.replaceBody(body, fields);
        exchange.getMessage().setBody(body);
    }

    private String session(Found found) {
        return session(call, found.request());
    }

    /** What the client calls the session; empty where it does not say. */
    static String session(InferenceCall call, RequestTexts request) {
        String header = call.head().headers().first(SESSION_HEADER);
        return header == null || header.isEmpty() ? request.session() : header;
    }

    private static Set<String> given(Found found) {
        var given = new HashSet<String>();
        List<RequestText> texts = found.request().texts();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).readable();
            for (PiiSpan span : found.spans().get(i)) {
                given.add(text.substring(span.start(), span.end()));
            }
        }
        return given;
    }
}
