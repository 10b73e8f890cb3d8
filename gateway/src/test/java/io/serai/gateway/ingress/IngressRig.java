package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.serai.core.CallObserver;
import io.serai.core.InferenceCall;
import io.serai.guard.ApiKey;
import io.serai.guard.Credentials;
import io.serai.guard.CredentialsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A listening ingress over {@link TestPipelines}, with small limits. */
final class IngressRig implements AutoCloseable {
    static final int BODY_LIMIT = 600_000;
    static final int LINE_LIMIT = 4096;
    static final int HEADER_LIMIT = 8192;
    static final String KEY = "sk-client";
    static final String ADMIN_KEY = "sk-admin";
    static final IngressSettings SETTINGS = new IngressSettings(
            BODY_LIMIT,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            List.of("x-request-id", "request-id", "x-correlation-id"),
            false,
            false,
            Cors.OFF);
    static final Credentials NO_KEYS = new Credentials(CredentialsSettings.NONE);
    static final Credentials KEYS = new Credentials(
            new CredentialsSettings(List.of(ApiKey.of("tests", KEY)), ApiKey.of(ApiKey.ADMIN, ADMIN_KEY)));

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    /** Which event loops. */
    enum Transport {
        /** Java's. */
        NIO,
        /** Linux'. */
        EPOLL
    }

    /** What an observer heard. */
    record Ended(InferenceCall call, int status, String code) {}

    final TestPipelines pipelines = new TestPipelines();
    final OpenCalls openCalls = new OpenCalls();
    private final List<Ended> ended = new CopyOnWriteArrayList<>();
    /** Whether the first of the two observers throws. */
    volatile boolean observerFails;

    final Server server;
    final Ingress ingress;
    private final EventLoopGroup loops;

    private IngressRig(Transport transport, @Nullable ServerTls tls) {
        CallObserver broken = (call, status, code) -> {
            if (observerFails) {
                throw new IllegalStateException("an observer that fails");
            }
        };
        CallObserver recorder = (call, status, code) -> ended.add(new Ended(call, status, code));
        server = new Server(pipelines.table()::find, openCalls, List.of(broken, recorder), SETTINGS, NO_KEYS);
        boolean epoll = transport == Transport.EPOLL;
        loops = epoll ? new EpollEventLoopGroup(2) : new NioEventLoopGroup(2);
        var bind = new Ingress.Bind("127.0.0.1", 0, LINE_LIMIT, HEADER_LIMIT, tls);
        ingress = new Ingress(server, loops, epoll, bind);
        try {
            ingress.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IngressRig start() {
        return new IngressRig(Transport.EPOLL, null);
    }

    static IngressRig start(Transport transport) {
        return new IngressRig(transport, null);
    }

    static IngressRig start(ServerTls tls) {
        return new IngressRig(Transport.EPOLL, tls);
    }

    RawClient connect() {
        return RawClient.connect(ingress.port());
    }

    /** Other settings from now on. */
    void with(UnaryOperator<Change> change) {
        server.reconfigure(change.apply(new Change(SETTINGS)).settings, NO_KEYS);
    }

    void withKeys() {
        server.reconfigure(SETTINGS, KEYS);
    }

    /** Back to the initial settings; fails if a call, an exchange or a request of the scenario is still there. */
    void settle() {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> {
                    assertThat(openCalls.running()).as("running calls").isZero();
                    assertThat(ingress.inflight()).as("exchanges").isZero();
                });
        server.reconfigure(SETTINGS, NO_KEYS);
        ended.clear();
    }

    /** The one call that has ended; waits for it. */
    Ended onlyEnded() {
        return ended(1).getFirst();
    }

    /** The calls that have ended, in order; waits for them and for the end of all others. */
    List<Ended> ended(int calls) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ended.size() >= calls && openCalls.running() == 0);
        assertThat(ended).hasSize(calls);
        return ended;
    }

    @Override
    public void close() {
        ingress.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Settings with single values changed. */
    static final class Change {
        private final IngressSettings settings;

        private Change(IngressSettings settings) {
            this.settings = settings;
        }

        Change timeouts(Duration head, Duration body, Duration keepAlive) {
            var s = settings;
            return new Change(new IngressSettings(
                    s.bodyLimitBytes(),
                    head,
                    body,
                    keepAlive,
                    s.requestIdHeaders(),
                    s.headRequests(),
                    s.optionsRequests(),
                    s.cors()));
        }

        Change methods(boolean head, boolean options, Cors cors) {
            var s = settings;
            return new Change(new IngressSettings(
                    s.bodyLimitBytes(),
                    s.headTimeout(),
                    s.bodyTimeout(),
                    s.keepAliveTimeout(),
                    s.requestIdHeaders(),
                    head,
                    options,
                    cors));
        }
    }
}
