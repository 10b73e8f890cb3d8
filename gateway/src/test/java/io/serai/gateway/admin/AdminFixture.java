package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Policy;
import io.serai.core.Reply;
import io.serai.core.RequestFields;
import io.serai.core.RequestHead;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import io.serai.fleet.Fleet;
import io.serai.fleet.FleetSettings;
import io.serai.gateway.classifiers.ClassifierSources;
import io.serai.gateway.classifiers.LiveClassifiers;
import io.serai.gateway.config.Command;
import io.serai.gateway.config.CommandLine;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.models.CardStore;
import io.serai.gateway.models.Cards;
import io.serai.gateway.models.LanguageCatalogue;
import io.serai.gateway.pipelines.LiveRoutes;
import io.serai.gateway.telemetry.RequestLog;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.HostSettings;
import io.serai.onnx.InferenceObserver;
import io.serai.steps.Calls;
import io.serai.steps.http.PathTable;
import io.serai.tokens.Tokenizers;
import io.serai.tokens.cache.TokenCache;
import io.serai.tokens.registry.HubFolders;
import io.serai.tokens.registry.ModelSources;
import io.serai.tokens.registry.TokenizerRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultRegistry;

/** The admin API over a real fleet whose workers are fake; no server, no context running. */
final class AdminFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CamelContext CONTEXT = new DefaultCamelContext(false);

    final FakeEngines engines = new FakeEngines();
    final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    final Fleet fleet = new Fleet(
            FleetSettings.DEFAULT,
            engines,
            loop,
            model -> new FirstOne(),
            System::nanoTime,
            InstantSource.fixed(NOW),
            RandomGenerator.getDefault());
    final RequestLog requests = new RequestLog(3, InstantSource.fixed(NOW));
    final ConfigStore config;
    final CardStore store = new CardStore(null);
    final Cards cards;
    final LanguageCatalogue languages;
    private final ClassifierHost host =
            new ClassifierHost(new HostSettings(1, 8, 0), Tokenizers::load, InferenceObserver.NONE, System::nanoTime);
    final PathTable table;

    AdminFixture(String... flags) {
        Command command = CommandLine.parse(flags, Map.of(), Path.of("nowhere"));
        assertThat(command).isInstanceOf(Command.Up.class);
        var up = (Command.Up) command;
        config = new ConfigStore(up.source(), up.loaded());
        var routes = new LiveRoutes(Path.of("nowhere"), new DefaultRegistry(), Runnable::run);
        var registry = new TokenizerRegistry(new ModelSources(List.of(), null, null), InstantSource.system());
        cards = new Cards(store, config::current, fleet);
        languages = new LanguageCatalogue(cards, registry, new TokenCache(1 << 20));
        var sources = new ClassifierSources(null, List.of(), new HubFolders(null, null));
        var classifiers = new LiveClassifiers(host, sources, Runnable::run, InstantSource.fixed(NOW));
        table = new AdminApi(fleet, store, cards, languages, classifiers, requests, routes, config).table();
    }

    /** Sends a request; {@code target} is a decoded path and a raw query. */
    Answer send(String method, String target, String body) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String target, byte[] body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        assertThat(table.find(method, path)).isInstanceOf(PathTable.Match.Found.class);
        var found = (PathTable.Match.Found) table.find(method, path);
        var head = new RequestHead(method, path, query, Headers.empty(), "127.0.0.1");
        var call = new InferenceCall("r1", head, body, loop, 1);
        call.accept(found.entry().api(), RequestFields.NONE, found.rest());
        var exchange = new DefaultExchange(CONTEXT);
        Calls.attach(exchange, call);
        assertThat(found.entry()
                        .processor()
                        .process(exchange, doneSync -> assertThat(doneSync).isTrue()))
                .isTrue();
        Exception failure = exchange.getException();
        if (failure != null) {
            assertThat(failure).isInstanceOf(CallError.class);
            var error = (CallError) failure;
            return new Answer(error.status(), Headers.empty(), error.message(), error);
        }
        assertThat(call.reply()).isInstanceOf(Reply.Whole.class);
        var reply = (Reply.Whole) Objects.requireNonNull(call.reply());
        assertThat(reply.headers().first("content-type")).isEqualTo("application/json");
        return new Answer(reply.status(), reply.headers(), new String(reply.body(), StandardCharsets.UTF_8), null);
    }

    Answer get(String target) {
        return send("GET", target, "");
    }

    /** Registers a worker and waits until it has told what it serves. */
    void ready(String body) {
        String id = send("POST", "/workers", body).is(202).json().path("id").asText();
        await().pollInterval(Duration.ofMillis(2))
                .until(() ->
                        get("/workers/" + id).json().path("status").asText().equals("ready"));
    }

    @Override
    public void close() {
        host.close();
        languages.close();
        store.close();
        fleet.close();
        loop.shutdown();
    }

    private record FirstOne() implements Policy {
        @Override
        public String name() {
            return "first";
        }

        @Override
        public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
            return new Selection(candidates.getFirst(), "first");
        }
    }
}
