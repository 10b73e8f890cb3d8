package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import io.serai.bench.process.BenchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gateway itself, from its distribution folder.
 *
 * @param name         name of the rung
 * @param distribution folder with {@code bin/serai-gateway}
 * @param bare         true for a route that only dispatches; false for the routes that users get
 * @param config       contents of its {@code serai.yaml}; empty for none
 */
record SeraiRung(String name, Path distribution, boolean bare, String config) implements Rung {
    /** No API declared, so no body is looked into; any worker will do. */
    private static final String BARE_ROUTE = """
            - route:
                id: bare
                from:
                  uri: llm-http:/v1/chat/completions
                  steps:
                    - to:
                        id: llm-dispatch
                        uri: llm-dispatch:worker?anyModel=true
            """;

    @Override
    public boolean jvm() {
        return true;
    }

    @Override
    public StartedRung start(Setting setting) throws InterruptedException {
        var program = distribution.resolve("bin/serai-gateway");
        if (!Files.isExecutable(program)) {
            throw new BenchFailure(
                    "%s is missing; build the gateway first, or set --gateway to its folder".formatted(program));
        }
        int port = Ports.free();
        var environment = Map.of("SERAI_JAVA_HOME", System.getProperty("java.home"));
        return StartedRung.await(
                BenchProcess.start(name, command(program, port, setting), environment, setting.folder()), port);
    }

    private List<String> command(Path program, int port, Setting setting) {
        var command =
                new ArrayList<>(List.of(program.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--prometheus-port", Integer.toString(Ports.free())));
        command.addAll(List.of("--state-dir", "none"));
        command.addAll(List.of("--policy", bare ? "round-robin" : setting.policy()));
        if (bare) {
            Path routes = setting.folder().resolve("routes");
            write(routes.resolve("bare.camel.yaml"), BARE_ROUTE);
            command.addAll(List.of("--routes", routes.toString()));
        }
        if (!config.isEmpty()) {
            Path file = setting.folder().resolve("serai.yaml");
            write(file, config);
            command.addAll(List.of("--config", file.toString()));
        }
        command.add("--worker-urls");
        command.addAll(setting.urls());
        return command;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
