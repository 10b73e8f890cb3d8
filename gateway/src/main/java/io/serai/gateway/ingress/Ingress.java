package io.serai.gateway.ingress;

import io.netty.channel.EventLoopGroup;
import io.serai.gateway.jmx.StagedAgent;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Locale;
import javax.management.JMException;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingress route in a Camel context of its own, which no reload touches. */
public final class Ingress implements AutoCloseable {
    /** Name of the context, also in JMX. */
    public static final String CONTEXT_NAME = "serai-ingress";

    /** Camel waits for running exchanges; by default 45 seconds. */
    private static final int STOP_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Server server;
    private final EventLoopGroup loops;
    private final boolean nativeTransport;
    private final Bind bind;
    private @Nullable StagedAgent agent;
    private int port;

    /**
     * Where and how to listen.
     *
     * @param host        address
     * @param port        port; 0 for a free one
     * @param lineLimit   longest request line in bytes
     * @param headerLimit largest head in bytes
     * @param tls         certificate, or null for plain connections
     */
    public record Bind(
            String host,
            int port,
            int lineLimit,
            int headerLimit,
            @Nullable ServerTls tls) {}

    /** An ingress on {@code loops}. */
    public Ingress(Server server, EventLoopGroup loops, boolean nativeTransport, Bind bind) {
        this.server = server;
        this.loops = loops;
        this.nativeTransport = nativeTransport;
        this.bind = bind;
        this.port = bind.port();
    }

    /**
     * Listens.
     *
     * @throws IOException if the port cannot be listened on
     */
    public void start() throws IOException {
        if (port == 0) {
            port = freePort();
        }
        try {
            agent = StagedAgent.install(context);
            configure();
            context.addRoutes(route());
            context.start();
        } catch (Exception e) {
            throw new IOException(
                    "server.port: cannot listen on " + bind.host() + ":" + port + " (" + reason(e) + "); set another",
                    e);
        }
    }

    private void configure() {
        context.getCamelContextExtension().setName(CONTEXT_NAME);
        context.setManagementName(CONTEXT_NAME);
        context.getManagementNameStrategy().setNamePattern(CONTEXT_NAME);
        context.setMessageHistory(false);
        context.setStreamCaching(false);
        context.setAllowUseOriginalMessage(false);
        context.setUseBreadcrumb(false);
        context.setLoadTypeConverters(false);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        context.getRegistry().bind("loops", EventLoopGroup.class, loops);
        context.addComponent(
                "netty-http", new IngressComponent(server, bind.lineLimit(), bind.headerLimit(), bind.tls()));
    }

    private RouteBuilder route() {
        String uri = String.format(
                Locale.ROOT,
                "netty-http:http://%s:%d?matchOnUriPrefix=true&usingExecutorService=false&bossGroup=#loops"
                        + "&workerGroup=#loops&nativeTransport=%s&backlog=4096&disconnectOnNoReply=false",
                bind.host(),
                port,
                nativeTransport);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("ingress").process(new IngressStep()).id("pipeline");
            }
        };
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    /** Port that is listened on. */
    public int port() {
        return port;
    }

    /** Shows the context in JMX; not part of {@link #start}, which need not wait for it. */
    public void showInJmx() {
        try {
            if (agent != null) {
                agent.publish();
            }
        } catch (JMException e) {
            LOG.warn("JMX does not show the ingress: {}", e.toString());
        }
    }

    /** Exchanges that Camel counts as running. */
    int inflight() {
        return context.getInflightRepository().size();
    }

    /** Stops at once: who wants to wait for running calls does so before. */
    @Override
    public void close() {
        context.stop();
    }
}
