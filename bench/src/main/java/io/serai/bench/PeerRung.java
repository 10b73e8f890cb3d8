package io.serai.bench;

import io.serai.bench.process.BenchProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Another gateway, from PyPI, in a virtual environment that the benchmark makes once.
 *
 * @param name         name of the rung
 * @param distribution name on PyPI
 * @param version      exact version
 * @param command      given the environment's {@code bin} folder, the start of the command line
 * @param environments where environments are kept
 */
record PeerRung(
        String name, String distribution, String version, Function<Path, List<String>> command, Path environments)
        implements Rung {
    /** SMG, the SGLang project's gateway. */
    static PeerRung smg(Path environments) {
        return new PeerRung(
                "smg", "smg", "1.13.0", bin -> List.of(bin.resolve("smg").toString(), "launch"), environments);
    }

    /** The router that came before it. */
    static PeerRung sglangRouter(Path environments) {
        return new PeerRung(
                "sglang-router",
                "sglang-router",
                "0.3.2",
                bin -> List.of(bin.resolve("python").toString(), "-m", "sglang_router.launch_router"),
                environments);
    }

    @Override
    public StartedRung start(Setting setting) throws InterruptedException {
        var bin = new PythonEnvironment(environments.resolve(distribution + "-" + version))
                .with(distribution + "==" + version);
        int port = Ports.free();
        var line = new ArrayList<>(command.apply(bin));
        line.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
        line.addAll(List.of("--prometheus-port", Integer.toString(Ports.free())));
        // Their spelling of policies; everything else as they come, which is what a user gets.
        line.addAll(List.of("--policy", setting.policy().replace('-', '_')));
        line.add("--worker-urls");
        line.addAll(setting.urls());
        return StartedRung.await(BenchProcess.start(name, line, Map.of(), setting.folder()), port);
    }
}
