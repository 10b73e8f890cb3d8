package io.serai.gateway.ingress;

import io.serai.core.InferenceCall;
import io.serai.steps.Calls;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.netty.http.NettyHttpConsumer;

/**
 * Makes a call the exchange of Camel's consumer. The exchange is done when the last byte is written; one that is done
 * without an answer was turned away by a context that stops.
 */
final class ExchangeStarter implements CallListener {
    private final NettyHttpConsumer consumer;

    ExchangeStarter(NettyHttpConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void serve(InferenceCall call, PathEntry entry, Occupancy.Stay stay, ResponseWriter writer) {
        Exchange exchange = consumer.createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.setIn(new CallMessage(exchange.getContext(), call, entry, stay, writer));
        Calls.attach(exchange, call);
        try {
            consumer.createUoW(exchange);
        } catch (Exception e) {
            consumer.getExceptionHandler().handleException("no unit of work for the exchange", exchange, e);
            stay.leave();
            writer.refuse(HttpRefusals.internal(), false);
            return;
        }
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            stay.leave(); // a context that stops turns the exchange away before the pipeline, which else leaves
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
            writer.onLoop(() -> writer.breakOff(HttpRefusals.shuttingDown()));
        });
    }
}
