package io.serai.gateway.pipelines;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.management.DefaultManagementAgent;
import org.apache.camel.management.JmxManagementStrategy;
import org.apache.camel.management.JmxManagementStrategyFactory;
import org.apache.camel.spi.ManagementStrategy;

/** A JMX agent that holds its MBeans back until its context goes live, and takes them away when the next one does. */
final class StagedAgent extends DefaultManagementAgent {
    private enum Stage {
        HELD,
        PUBLISHED,
        WITHDRAWN
    }

    private final Map<ObjectName, Object> held = new LinkedHashMap<>();
    private Stage stage = Stage.HELD;

    private StagedAgent(CamelContext context) {
        super(context);
    }

    /** Gives {@code context}, which has not started, an agent of this kind. */
    static StagedAgent install(CamelContext context) throws Exception {
        var agent = new StagedAgent(context);
        var factory = new JmxManagementStrategyFactory();
        ManagementStrategy strategy = new JmxManagementStrategy(context, agent);
        factory.setupManagement(context, strategy, factory.createLifecycle(context));
        return agent;
    }

    @Override
    public synchronized void register(Object bean, ObjectName name, boolean force) throws JMException {
        switch (stage) {
            case HELD -> held.put(name, bean);
            case PUBLISHED -> super.register(bean, name, force);
            case WITHDRAWN -> {}
        }
    }

    @Override
    public synchronized void unregister(ObjectName name) throws JMException {
        switch (stage) {
            case HELD -> held.remove(name);
            case PUBLISHED -> super.unregister(name);
            case WITHDRAWN -> {}
        }
    }

    @Override
    public synchronized boolean isRegistered(ObjectName name) {
        return stage == Stage.PUBLISHED ? super.isRegistered(name) : held.containsKey(name);
    }

    /** Registers everything that was held. */
    synchronized void publish() throws JMException {
        stage = Stage.PUBLISHED;
        for (var bean : held.entrySet()) {
            super.register(bean.getValue(), bean.getKey(), false);
        }
    }

    /** Takes everything away; what the context registers or removes later is ignored. */
    synchronized void withdraw() throws JMException {
        if (stage == Stage.PUBLISHED) {
            for (ObjectName name : held.keySet()) {
                super.unregister(name);
            }
        }
        stage = Stage.WITHDRAWN;
    }
}
