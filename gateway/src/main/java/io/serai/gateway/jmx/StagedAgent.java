package io.serai.gateway.jmx;

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
public final class StagedAgent extends DefaultManagementAgent {
    private enum Stage {
        HELD,
        PUBLISHED,
        WITHDRAWN
    }

    private final Map<ObjectName, Object> beans = new LinkedHashMap<>();
    private Stage stage = Stage.HELD;

    private StagedAgent(CamelContext context) {
        super(context);
    }

    /** Gives {@code context}, which has not started, an agent of this kind. */
    public static StagedAgent install(CamelContext context) throws Exception {
        var agent = new StagedAgent(context);
        var factory = new JmxManagementStrategyFactory();
        ManagementStrategy strategy = new JmxManagementStrategy(context, agent);
        factory.setupManagement(context, strategy, factory.createLifecycle(context));
        return agent;
    }

    @Override
    public synchronized void register(Object bean, ObjectName name, boolean force) throws JMException {
        switch (stage) {
            case HELD -> beans.put(name, bean);
            case PUBLISHED -> {
                beans.put(name, bean);
                super.register(bean, name, force);
            }
            case WITHDRAWN -> {}
        }
    }

    @Override
    public synchronized void unregister(ObjectName name) throws JMException {
        switch (stage) {
            case HELD -> beans.remove(name);
            case PUBLISHED -> {
                beans.remove(name);
                super.unregister(name);
            }
            case WITHDRAWN -> {}
        }
    }

    @Override
    public synchronized boolean isRegistered(ObjectName name) {
        return stage == Stage.PUBLISHED ? super.isRegistered(name) : beans.containsKey(name);
    }

    /** Registers everything that was held back; nothing, where the context has stopped or was withdrawn already. */
    public synchronized void publish() throws JMException {
        if (stage != Stage.HELD) {
            return;
        }
        stage = Stage.PUBLISHED;
        for (var bean : beans.entrySet()) {
            super.register(bean.getValue(), bean.getKey(), false);
        }
    }

    /** Takes everything away; what the context registers or removes later is ignored. */
    public synchronized void withdraw() throws JMException {
        if (stage == Stage.PUBLISHED) {
            for (ObjectName name : beans.keySet()) {
                super.unregister(name);
            }
        }
        stage = Stage.WITHDRAWN;
    }

    /** The publisher may come late: what it registered after this would stay for ever. */
    @Override
    protected synchronized void doStop() throws Exception {
        super.doStop();
        stage = Stage.WITHDRAWN;
    }
}
