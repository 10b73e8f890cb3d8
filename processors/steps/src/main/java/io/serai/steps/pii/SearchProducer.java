package io.serai.steps.pii;

import io.serai.core.InferenceCall;
import io.serai.steps.Calls;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** A step that searches a request: at once where it is short and no model is asked, else while the loop does others. */
abstract class SearchProducer extends DefaultAsyncProducer {
    private final PiiSearch search;

    /**
     * What is to be done for one call.
     *
     * @param work makes of the findings what is to be done on the call's loop
     */
    record Task(SearchOptions options, Function<Found, Runnable> work) {}

    SearchProducer(LlmPiiEndpoint endpoint, PiiSearch search) {
        super(endpoint);
        this.search = search;
    }

    /** What is to be done for {@code call}; null for nothing. */
    abstract @Nullable Task task(Exchange exchange, InferenceCall call);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        try {
            Task task = task(exchange, call);
            if (task != null) {
                Runnable effect = search.search(call, task.options(), task.work(), later -> {
                    run(later, exchange);
                    callback.done(false);
                });
                if (effect == null) {
                    return false;
                }
                effect.run();
            }
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private static void run(Runnable effect, Exchange exchange) {
        try {
            effect.run();
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
        }
    }
}
