package io.serai.steps.cache;

import io.serai.core.Api;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.core.Signal;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.steps.Calls;
import io.serai.steps.RouteEdits;
import io.serai.steps.dispatch.RoutingHeaders;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-cache:lookup}: answers the call if it can, else notes what its answer is to be kept by. */
final class LookupProducer extends DefaultAsyncProducer {
    /** What a client is told of its answer. */
    static final String HEADER = "x-serai-cache";

    /** A {@link Wanted}, where an answer was looked for in vain. */
    static final String MISSED = "serai.cache.missed";

    private static final String NO_STORE = "no-store";
    /** Larger requests rarely come twice, and reading them costs. */
    private static final int MOST_BYTES = 1 << 20;

    private final ResponseCache cache;
    private final Fleet fleet;
    private final Replay replay;

    LookupProducer(LlmCacheEndpoint endpoint, ResponseCache cache, Fleet fleet, Replay replay) {
        super(endpoint);
        this.cache = cache;
        this.fleet = fleet;
        this.replay = replay;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InferenceCall call = Calls.of(exchange);
            if (cache.on() && !call.answered() && call.api() == Api.CHAT) {
                RouteEdits.apply(exchange, call);
                lookup(exchange, call);
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void lookup(Exchange exchange, InferenceCall call) {
        boolean meant = !NO_STORE.equalsIgnoreCase(call.head().headers().first(HEADER))
                && RoutingHeaders.pin(call.head()) == null
                && call.body().length <= MOST_BYTES;
        if (!meant || !(fleet.resolve(call.fields().model()) instanceof Resolution.Serves(ModelPool pool))) {
            return;
        }
        Signal.Vector embedding = embedding(call);
        RequestKeys keys = RequestKeys.of(call, pool.model(), embedding != null);
        if (keys == null) {
            return;
        }
        RequestFields fields = call.fields();
        var wanted = wanted(keys, embedding, !fields.stream() || fields.includeUsage());
        ResponseCache.Hit hit = cache.find(wanted);
        if (hit == null) {
            exchange.setProperty(MISSED, wanted);
            return;
        }
        call.trace().model(pool.model());
        call.answer(replay.of(hit.answer(), fields.stream(), fields.includeUsage()));
        exchange.getMessage().setHeader(HEADER, hit.similar() ? "hit-semantic" : "hit-exact");
    }

    /** Of the last user message, where answers to similar ones may be given and it tells of all of it; null elsewhere. */
    private Signal.@Nullable Vector embedding(InferenceCall call) {
        boolean similar = cache.semantic() && call.piiFound().isEmpty();
        return similar && call.signals().get("embedding") instanceof Signal.Vector vector && vector.whole()
                ? vector
                : null;
    }

    private static Wanted wanted(RequestKeys keys, Signal.@Nullable Vector vector, boolean usage) {
        return vector == null || keys.shape().isEmpty()
                ? new Wanted(keys.exact(), "", WordGuard.NONE, Wanted.NO_VECTOR, usage)
                : new Wanted(keys.exact(), keys.shape() + '\n' + vector.model(), keys.words(), vector.values(), usage);
    }
}
