package io.serai.bench.jmh;

import io.serai.bench.process.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code serai bench micro}: JMH's own command line, and {@code --tokenizers}. */
public final class MicroBenchmarks {
    private static final String TOKENIZERS = "--tokenizers";
    private static final String USAGE = """
            usage: serai bench micro [--tokenizers DIR] [JMH's flags] [REGEX...]
              DIR has a folder with a tokenizer.json for each of qwen3, deepseek_v3 and llama3_1;
              if none is given: %s
              Classifiers are measured with the released model, of the folder SERAI_MODELS or of this checkout
              JMH's flags: -l lists the benchmarks, -f 0 runs in this JVM, -prof gc counts allocations, -h shows all
            """.formatted(TokenizerFolder.DEFAULT);

    private MicroBenchmarks() {}

    /** Runs what {@code arguments} name. */
    public static void main(List<String> arguments) {
        List<String> jmh = new ArrayList<>(arguments);
        if (jmh.remove("--help")) {
            System.out.print(USAGE);
            return;
        }
        Path folder = takeFolder(jmh);
        try {
            CommandLineOptions given = new CommandLineOptions(jmh.toArray(String[]::new));
            if (given.shouldHelp()) {
                given.showHelp();
                return;
            }
            Runner runner = new Runner(options(given, folder));
            if (given.shouldList()) {
                runner.list();
            } else {
                runner.run();
            }
        } catch (CommandLineOptionException | RunnerException e) {
            throw new BenchFailure("JMH says: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The measured JVM is another one, which knows only what its command line says. */
    private static Options options(CommandLineOptions given, Path folder) {
        System.setProperty(TokenizerFolder.PROPERTY, folder.toString());
        return new OptionsBuilder()
                .parent(given)
                .jvmArgsAppend(
                        "-D" + TokenizerFolder.PROPERTY + "=" + folder,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                .build();
    }

    private static Path takeFolder(List<String> arguments) {
        int flag = arguments.indexOf(TOKENIZERS);
        if (flag < 0) {
            return TokenizerFolder.DEFAULT;
        }
        if (flag + 1 == arguments.size()) {
            throw new BenchFailure(TOKENIZERS + " has no value; set it to a folder");
        }
        arguments.remove(flag);
        return Path.of(arguments.remove(flag)).toAbsolutePath();
    }
}
