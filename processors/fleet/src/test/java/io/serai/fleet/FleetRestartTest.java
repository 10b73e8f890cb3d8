package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static io.serai.fleet.FleetRig.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRestartTest {
    private static final WorkerSpec FULL = WorkerSpec.builder(A)
            .id("a")
            .apiKey("sk-secret")
            .models(Map.of("public", "upstream"))
            .engine(EngineType.SGLANG)
            .labels(Map.of("zone", "b"))
            .priority(2)
            .weight(1.5)
            .cost(0.25)
            .maxInFlight(8)
            .contextLength(1000)
            .origin(WorkerOrigin.API)
            .build();

    @TempDir
    private Path folder;

    private FleetSettings settings() {
        return FleetRig.quiet().withStateDir(folder.resolve("state"));
    }

    private Path file() {
        return folder.resolve("state/workers.json");
    }

    private List<String> idsAfterRestart(FleetSettings settings) {
        try (var rig = new FleetRig(settings)) {
            rig.start();
            return rig.fleet.list().stream().map(WorkerStatus::id).toList();
        }
    }

    @Test
    void workersOfTheApiSurviveWithAllTheirParts() {
        try (var rig = new FleetRig(settings())) {
            rig.start();
            rig.fleet.register(FULL);
            rig.fleet.register(WorkerSpec.of(B));
        }
        try (var rig = new FleetRig(settings())) {
            rig.start();
            assertThat(rig.fleet.list()).hasSize(1);
            assertThat(rig.worker("a").spec()).isEqualTo(FULL);
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        try (var rig = new FleetRig(settings())) {
            rig.start();
            rig.fleet.register(FULL);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file()); // no temporary file is left
        }
    }

    @Test
    void removedAndDrainingWorkersDoNotComeBack() {
        try (var rig = new FleetRig(settings())) {
            rig.start();
            rig.fleet.register(FULL);
            rig.fleet.register(other("b", B));
            rig.engines.vllm("http://c:1", "llama");
            rig.fleet.register(other("c", "http://c:1"));
            rig.fleet.remove("b");
            rig.settle();
            Leases.begin(rig.worker("c"), 1);
            rig.fleet.remove("c");
        }
        assertThat(idsAfterRestart(settings())).containsExactly("a");
    }

    private static WorkerSpec other(String id, String url) {
        return WorkerSpec.builder(url).id(id).origin(WorkerOrigin.API).build();
    }

    @Test
    void aPatchIsKept() {
        try (var rig = new FleetRig(settings())) {
            rig.start();
            rig.fleet.register(FULL);
            rig.fleet.update("a", new WorkerPatch(null, null, null, null, null, 9.0, null, null, null));
        }
        try (var rig = new FleetRig(settings())) {
            rig.start();
            assertThat(rig.worker("a").weight()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"version\":9,\"workers\":[]}", "{\"version\":1}", "\u0000\u0001"})
    void aFileThatMeansNothingIsSetAside(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
        assertThat(idsAfterRestart(settings())).isEmpty();
        assertThat(file().resolveSibling("workers.json.corrupt")).hasContent(content);
    }

    @Test
    void whatCanBeReadOfADamagedFileIsKept() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file(),
                "{\"version\":1,\"workers\":[{\"id\":\"x\",\"url\":\"nonsense\"},{\"id\":\"ok\",\"url\":\"http://ok:1\"}]}");
        assertThat(idsAfterRestart(settings())).containsExactly("ok");
        assertThat(file().resolveSibling("workers.json.corrupt")).exists();
    }

    @Test
    void theConfigurationWinsOverTheStateFolder() {
        try (var rig = new FleetRig(settings())) {
            rig.start();
            rig.fleet.register(FULL);
        }
        var configured =
                settings().withWorkers(List.of(WorkerSpec.builder(A).id("mine").build()));
        assertThat(idsAfterRestart(configured)).containsExactly("mine");
    }

    @Test
    void anUnreadableFolderStopsTheStart() throws IOException {
        Files.createDirectories(file()); // a folder where the file should be
        try (var rig = new FleetRig(settings())) {
            assertThatThrownBy(rig.fleet::start)
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("state-dir")
                    .hasMessageContaining("set another folder");
        }
    }
}
