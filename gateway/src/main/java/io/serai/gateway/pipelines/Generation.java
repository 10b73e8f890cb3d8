package io.serai.gateway.pipelines;

import io.serai.gateway.jmx.StagedAgent;
import io.serai.steps.dispatch.LlmDispatchComponent;
import io.serai.steps.fleet.LlmFleetComponent;
import io.serai.steps.http.LlmHttpComponent;
import io.serai.steps.http.PathTable;
import io.serai.steps.http.PathTableBuilder;
import io.serai.steps.parse.LlmParseComponent;
import io.serai.steps.text.LlmTextComponent;
import io.serai.steps.tokenize.LlmTokenizeComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.NodeIdFactory;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** One state of the route files, running in a Camel context of its own. */
final class Generation {
    /** Name of the context, also in JMX; the same for every generation. */
    static final String CONTEXT_NAME = "serai-pipelines";

    private static final long DRAIN_MINUTES = 60;

    private final RouteFiles files;
    private final DefaultCamelContext context;
    private final StagedAgent agent;
    private final PathTable table;
    private final List<String> unsearched;

    private Generation(
            RouteFiles files,
            DefaultCamelContext context,
            StagedAgent agent,
            PathTable table,
            List<String> unsearched) {
        this.files = files;
        this.context = context;
        this.agent = agent;
        this.table = table;
        this.unsearched = unsearched;
    }

    /**
     * Starts all routes of {@code files}, or none.
     *
     * @param beans what steps look up
     * @throws RouteException where a file is wrong
     */
    static Generation start(RouteFiles files, Registry beans) throws RouteException {
        RouteNodes nodes = RouteNodes.of(files);
        RouteRules.check(nodes);
        var declared = new PathTableBuilder();
        var registry = new DefaultRegistry(new Lent(beans));
        registry.bind("pathTable", PathTableBuilder.class, declared);
        var context = new DefaultCamelContext(registry);
        try {
            StagedAgent agent = StagedAgent.install(context);
            configure(context, files);
            load(context, files);
            context.start();
            requireStarted(context, files, nodes);
            return new Generation(files, context, agent, declared.build(), UnsearchedRoutes.of(nodes));
        } catch (Exception | StackOverflowError e) { // YAML that contains itself is followed for ever
            context.stop();
            throw e instanceof RouteException known ? known : RouteFailures.explain(files, nodes, e);
        }
    }

    private static void configure(DefaultCamelContext context, RouteFiles files) {
        context.getCamelContextExtension().setName(CONTEXT_NAME);
        context.setManagementName(CONTEXT_NAME);
        context.getManagementNameStrategy().setNamePattern(CONTEXT_NAME);
        context.getCamelContextExtension().addContextPlugin(NodeIdFactory.class, new StepIds());
        context.setMessageHistory(false);
        context.setStreamCaching(false);
        context.setAllowUseOriginalMessage(false);
        context.setUseBreadcrumb(false);
        context.setLoadTypeConverters(false);
        context.setSourceLocationEnabled(true);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.getCamelContextExtension()
                .setErrorHandlerFactory(files.handlesErrors() ? quietErrorHandler() : new NoErrorHandlerDefinition());
        context.getShutdownStrategy().setTimeout(DRAIN_MINUTES);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MINUTES);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        context.addComponent("llm-http", new LlmHttpComponent());
        context.addComponent("llm-tokenize", new LlmTokenizeComponent());
        context.addComponent("llm-dispatch", new LlmDispatchComponent());
        context.addComponent("llm-parse", new LlmParseComponent());
        context.addComponent("llm-fleet", new LlmFleetComponent());
        context.addComponent("llm-text", new LlmTextComponent());
        var kamelets = new KameletComponent();
        kamelets.setLocation(
                "file:" + files.folder().resolve(RouteFiles.KAMELETS).toAbsolutePath());
        context.addComponent("kamelet", kamelets);
    }

    /** Camel would log every refusal with its stack; the ingress tells what is a fault and what an answer. */
    private static DefaultErrorHandlerDefinition quietErrorHandler() {
        var policy = new RedeliveryPolicyDefinition();
        policy.setLogExhausted("false");
        var handler = new DefaultErrorHandlerDefinition();
        handler.setRedeliveryPolicy(policy);
        return handler;
    }

    /** In one call: a {@code routeConfiguration} is seen only by routes that are loaded with it or after it. */
    private static void load(DefaultCamelContext context, RouteFiles files) throws Exception {
        var resources = new ArrayList<Resource>();
        for (var file : files.contents().entrySet()) {
            resources.add(ResourceHelper.fromString(RouteFiles.nameForCamel(file.getKey()), file.getValue()));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
    }

    private static void requireStarted(DefaultCamelContext context, RouteFiles files, RouteNodes nodes)
            throws RouteException {
        for (Route route : context.getRoutes()) {
            ServiceStatus status = context.getRouteController().getRouteStatus(route.getRouteId());
            if (status != ServiceStatus.Started) {
                String reason = "route " + route.getRouteId() + " did not start: it is " + status;
                throw new RouteException(nodes.route(route.getRouteId())
                        .map(it -> it.problem(reason))
                        .orElseGet(() -> new RouteProblem(files.folder().toString(), 0, reason)));
            }
        }
    }

    RouteFiles files() {
        return files;
    }

    PathTable table() {
        return table;
    }

    List<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).sorted().toList();
    }

    /** Routes that send requests to workers in which nobody looks for personal data. */
    List<String> unsearched() {
        return unsearched;
    }

    /** Shows this generation in JMX, in place of the one before. */
    void publish() throws JMException {
        agent.publish();
    }

    void withdraw() throws JMException {
        agent.withdraw();
    }

    /** Stops when the calls within its pipelines have left; does not wait for them. */
    void drain() {
        table.occupancy().close(() -> Thread.startVirtualThread(context::stop));
    }

    /** Stops, soon: who is still within a pipeline is cut. */
    void stop() {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }

    /** Lends the parent's beans: handing over its registry would let this context empty it. */
    private record Lent(Registry beans) implements BeanRepository {
        @Override
        public Object lookupByName(String name) {
            return beans.lookupByName(name);
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return beans.lookupByNameAndType(name, type);
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return beans.findByTypeWithName(type);
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return beans.findByType(type);
        }
    }
}
