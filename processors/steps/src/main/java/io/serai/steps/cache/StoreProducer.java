package io.serai.steps.cache;

import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Step {@code llm-cache:store}: keeps the answer of a call for which none was found. */
final class StoreProducer extends DefaultAsyncProducer {
    /** Longer answers are not worth their room. */
    private static final int MOST_CHARS = 1 << 20;

    private final ResponseCache cache;

    StoreProducer(LlmCacheEndpoint endpoint, ResponseCache cache) {
        super(endpoint);
        this.cache = cache;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (exchange.getProperty(LookupProducer.MISSED) instanceof Wanted wanted) {
            InferenceCall call = Calls.of(exchange);
            Reply reply = call.reply();
            if (reply != null && reply.status() == 200 && !call.answered()) {
                keep(call, reply, wanted);
                exchange.getMessage().setHeader(LookupProducer.HEADER, "miss");
            }
        }
        callback.done(true);
        return true;
    }

    private void keep(InferenceCall call, Reply reply, Wanted wanted) {
        switch (reply) {
            case Reply.Whole whole -> {
                StoredAnswer answer = StoredAnswer.of(whole.body());
                if (answer != null) {
                    cache.put(wanted, answer);
                }
            }
            case Reply.Live live
            when live.eventStream() ->
                call.reply(
                        new RecordedStream(live, new StreamAssembly(MOST_CHARS), answer -> cache.put(wanted, answer)));
            case Reply.Live tooLarge -> {}
        }
    }
}
