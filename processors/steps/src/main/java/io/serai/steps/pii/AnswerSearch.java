package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.steps.pii.ReplyLeaf.Field;
import io.serai.steps.pii.ReplyLeaf.Flow;
import io.serai.steps.pii.TextFlows.Searched;
import io.serai.wire.chat.SseEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through complete answers, by rules and, where the policy says so, with the model. */
final class AnswerSearch {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerSearch.class);

    private final PiiSearch search;
    private final PiiGuard guard;
    private final Supplier<Duration> deadline;

    /** What comes of one answer; called once, on the call's loop. */
    interface Outcome {
        /** What the client gets. */
        void restored(byte[] body);

        /** It could not be searched. */
        void refused(CallError error);
    }

    AnswerSearch(PiiSearch search, PiiGuard guard, Supplier<Duration> deadline) {
        this.search = search;
        this.guard = guard;
        this.deadline = deadline;
    }

    static CallError refusal(String reason) {
        return CallError.of(
                503,
                "pii_unavailable",
                "The answer could not be searched for personal data (" + reason + "), and it may not go out without."
                        + " Try again.");
    }

    /** What the client is told of a fault of ours. Its message may hold what is looked for: nobody gets it. */
    static CallError broken(InferenceCall call, Throwable bug) {
        LOG.error(
                "call {}: an answer could not be restored: {}",
                call.id(),
                bug.getClass().getName());
        return refusal("failed");
    }

    /** Restores a whole body, and hides in it what the request did not hold. */
    void restore(InferenceCall call, PiiTrace trace, byte[] body, boolean eventStream, Outcome outcome) {
        aside(call, outcome, () -> {
            if (!trace.plan().policy().asksModelOfAnswers()) {
                byte[] written = written(new TextFlows(trace, guard.counts()), body, eventStream);
                return () -> outcome.restored(written);
            }
            Map<Flow, String> texts = eventStream ? ofEvents(body) : ofBody(body);
            var _ = search.askModel(List.copyOf(texts.values()), deadline.get(), Urgency.REQUEST)
                    .whenComplete((said, failure) -> aside(
                            call,
                            outcome,
                            () -> judged(call, trace, texts, said, failure, body, eventStream, outcome)));
            return () -> {};
        });
    }

    /** Does {@code work} where it holds nobody up, and on the loop what that says. */
    private void aside(InferenceCall call, Outcome outcome, Supplier<Runnable> work) {
        guard.threads().goOn(() -> {
            Runnable effect;
            try {
                effect = work.get();
            } catch (RuntimeException | Error bug) {
                CallError refusal = broken(call, bug);
                effect = () -> outcome.refused(refusal);
            }
            call.loop().execute(effect);
        });
    }

    private Runnable judged(
            InferenceCall call,
            PiiTrace trace,
            Map<Flow, String> texts,
            @Nullable List<Map<String, Signal>> said,
            @Nullable Throwable failure,
            byte[] body,
            boolean eventStream,
            Outcome outcome) {
        if (said == null) {
            String reason = PiiSearch.reason(failure);
            guard.counts().failed(reason, guard.failOpen());
            if (!guard.failOpen()) {
                return () -> outcome.refused(refusal(reason));
            }
            LOG.warn(
                    "call {}: the model could not search the answer for personal data ({}); it passes, as on-failure is"
                            + " open",
                    call.id(),
                    reason);
        }
        var flows = new TextFlows(trace, guard.counts(), found(trace, texts, said == null ? List.of() : said));
        byte[] written = written(flows, body, eventStream);
        return () -> outcome.restored(written);
    }

    private static byte[] written(TextFlows flows, byte[] body, boolean eventStream) {
        if (!eventStream) {
            return WholeTexts.restored(body, flows);
        }
        var texts = new StreamTexts(flows);
        byte[] most = texts.feed(body);
        byte[] rest = texts.end();
        byte[] all = Arrays.copyOf(most, most.length + rest.length);
        System.arraycopy(rest, 0, all, most.length, rest.length);
        return all;
    }

    // ---- texts

    private static Map<Flow, String> ofBody(byte[] body) {
        var texts = new LinkedHashMap<Flow, String>();
        var reader = new ReplyReader();
        if (reader.read(body, 0, body.length)) {
            reader.leaves().stream()
                    .filter(AnswerSearch::isText)
                    .forEach(leaf -> texts.put(leaf.flow(), reader.text(leaf)));
        }
        return texts;
    }

    private static Map<Flow, String> ofEvents(byte[] body) {
        var texts = new LinkedHashMap<Flow, StringBuilder>();
        var events = new SseEvents();
        var reader = new ReplyReader();
        events.reset(body);
        while (events.next()) {
            boolean json = events.dataStart() >= 0
                    && !events.done()
                    && reader.read(body, events.dataStart(), events.dataEnd());
            for (ReplyLeaf leaf : json ? reader.leaves() : List.<ReplyLeaf>of()) {
                if (isText(leaf) && !leaf.flow().field().atOnce() && leaf.flow().field() != Field.WHOLE_TEXT) {
                    texts.computeIfAbsent(leaf.flow(), it -> new StringBuilder())
                            .append(reader.text(leaf));
                }
            }
        }
        var all = new LinkedHashMap<Flow, String>();
        texts.forEach((flow, text) -> all.put(flow, text.toString()));
        return all;
    }

    /** What tools get is counted by rules. */
    private static boolean isText(ReplyLeaf leaf) {
        return !leaf.flow().field().forTool();
    }

    // ---- findings

    private static Map<Flow, Searched> found(PiiTrace trace, Map<Flow, String> texts, List<Map<String, Signal>> said) {
        var found = new LinkedHashMap<Flow, Searched>();
        int i = 0;
        for (Map.Entry<Flow, String> entry : texts.entrySet()) {
            String text = entry.getValue();
            List<PiiSpan> byModel = i < said.size() && said.get(i).get(PiiSearch.HEAD) instanceof Signal.Spans byHead
                    ? byHead.spans()
                    : List.of();
            List<PiiSpan> spans = trace.plan().finder().find(text, byModel);
            found.put(entry.getKey(), new Searched(text, ofTheModelsOwn(trace, text, spans)));
            i++;
        }
        return found;
    }

    /** Without what touches a placeholder: that stands for what the request held. */
    private static List<PiiSpan> ofTheModelsOwn(PiiTrace trace, String text, List<PiiSpan> spans) {
        if (spans.isEmpty()) {
            return spans;
        }
        var places = trace.masker().placesIn(text);
        var own = new ArrayList<PiiSpan>(spans);
        own.removeIf(span -> places.stream().anyMatch(place -> place[0] < span.end() && span.start() < place[1]));
        return own;
    }
}
