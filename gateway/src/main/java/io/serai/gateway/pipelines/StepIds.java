package io.serai.gateway.pipelines;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.NodeIdFactory;

/**
 * Names steps that have no id of their own, from 1 in each generation. Camel's factory counts on through all contexts of
 * the process, so that a step would have another name in JMX after each reload.
 */
final class StepIds implements NodeIdFactory {
    private final Map<String, Integer> given = new HashMap<>();

    @Override
    public synchronized String createId(NamedNode step) {
        return step.getShortName() + given.merge(step.getShortName(), 1, Integer::sum);
    }
}
