package io.serai.gateway;

import io.serai.fleet.FleetException;
import io.serai.gateway.cli.TextCommands;
import io.serai.gateway.config.Command;
import io.serai.gateway.config.CommandLine;
import io.serai.gateway.config.ConfigException;
import io.serai.gateway.config.ConfigSource;
import io.serai.gateway.config.Loaded;
import io.serai.gateway.config.Problem;
import io.serai.gateway.pipelines.RouteException;
import io.serai.gateway.telemetry.Logging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The program. Exit codes: 0 done, 1 could not start, 2 wrong command line or configuration. */
public final class Main {
    private static final int CANNOT_START = 1;
    private static final int WRONG_INPUT = 2;

    private Main() {}

    /** Runs the command that {@code args} say; see {@code --help}. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && TextCommands.known(args[0])) {
            // Before the flags of the gateway are known: they take longer than these commands do.
            System.exit(TextCommands.run(List.of(args), System.in, System.out, System.err));
        }
        int code = run(CommandLine.parse(args, System.getenv()));
        if (code >= 0) {
            System.exit(code);
        }
    }

    /** The exit code; negative where the program goes on. */
    private static int run(Command command) throws Exception {
        return switch (command) {
            case Command.Up(ConfigSource source, Loaded loaded, List<String> warnings) -> up(source, loaded, warnings);
            case Command.Check(ConfigSource ignored, Loaded loaded, List<String> warnings) -> check(loaded, warnings);
            case Command.AotTrain(ConfigSource source, Loaded loaded) -> train(source, loaded);
            case Command.Help(String text) -> say(text);
            case Command.Version() -> say("serai " + Version.current());
            case Command.Failure(List<Problem> problems, int code) -> {
                problems.forEach(System.err::println);
                yield code;
            }
        };
    }

    private static int say(String text) {
        System.out.println(text);
        return 0;
    }

    private static int check(Loaded loaded, List<String> warnings) {
        warnings.forEach(warning -> System.err.println("warning: " + warning));
        try {
            Gateway.check(loaded).forEach(warning -> System.err.println("warning: " + warning));
        } catch (ConfigException | RouteException | IOException e) {
            System.err.println(e.getMessage());
            return WRONG_INPUT;
        }
        return say(loaded.explained());
    }

    private static int up(ConfigSource source, Loaded loaded, List<String> warnings) {
        Logging.configure(loaded.config().logLevel().name().toLowerCase(Locale.ROOT));
        var log = LoggerFactory.getLogger(Main.class);
        warnings.forEach(log::warn);
        try {
            var gateway = new Gateway(source, loaded);
            var ended = new CountDownLatch(1);
            gateway.start();
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("serai-shutdown").unstarted(() -> {
                        gateway.drain();
                        gateway.close();
                        ended.countDown();
                    }));
            ended.await();
            return -1;
        } catch (ConfigException | RouteException e) {
            System.err.println(e.getMessage());
            return WRONG_INPUT;
        } catch (IOException | UncheckedIOException | FleetException e) {
            System.err.println(e.getMessage());
            return CANNOT_START;
        } catch (RuntimeException e) {
            // Threads that are no daemons run already: without an exit code the process would stay.
            log.error("cannot start", e);
            return CANNOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CANNOT_START;
        }
    }

    private static int train(ConfigSource source, Loaded loaded) throws Exception {
        try (var worker = new TrainingWorker();
                var gateway = new Gateway(source, loaded)) {
            gateway.start();
            gateway.register(worker.url());
            TrainingRun.against(gateway.port(), gateway.metricsPort());
        }
        trainTextCommands();
        return 0;
    }

    /** They are short, so most of their time would be the loading of classes. */
    private static void trainTextCommands() throws IOException {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        List<List<String>> commands = List.of(
                List.of("parse", "--dialect", "hermes", "--raw", "<think>a</think><tool_call>{}</tool_call>"),
                List.of(
                        "render",
                        "--template",
                        "{% for m in messages %}{{ m.role + m.content | trim }}{% endfor %}",
                        "--context",
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}"));
        for (List<String> command : commands) {
            var _ = TextCommands.run(command, InputStream.nullInputStream(), nowhere, nowhere);
        }
    }
}
