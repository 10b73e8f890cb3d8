package io.serai.gateway.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathTable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRoutesTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private static String route(String id) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: llm-http:/%1$s
                      steps:
                        - to: llm-fleet:liveness
                """.formatted(id);
    }

    private RouteFolder live() throws RouteException {
        var files = new RouteFolder(folder).write("a.camel.yaml", route("a"));
        files.routes.load();
        return files;
    }

    private static boolean serves(RouteFolder files, String path) {
        return files.routes.find("POST", path) instanceof PathTable.Match.Found;
    }

    // ---- what goes live, and when

    @Test
    void anEditGoesLiveOnceItStands() throws Exception {
        try (var files = live().write("b.yml", route("b"))) {
            files.routes.poll();
            assertThat(serves(files, "/b")).as("it may be half written").isFalse();
            files.write("my.c.yaml", route("c")).routes.poll();
            assertThat(files.routes.status().generation()).isEqualTo(1);
            LiveRoutes.Status status = files.settle();
            assertThat(status).isEqualTo(new LiveRoutes.Status(2, 2, 0, List.of("a", "b", "c"), List.of(), null));
            assertThat(serves(files, "/b") && serves(files, "/c")).isTrue();
            assertThat(files.settle()).as("nothing changed").isEqualTo(status);
        }
    }

    @Test
    void aDeletedFileTakesItsRoutesAway() throws Exception {
        try (var files = live().write("b.camel.yaml", route("b"))) {
            files.settle();
            files.delete("a.camel.yaml");
            assertThat(files.settle().routeIds()).containsExactly("b");
            assertThat(serves(files, "/a")).isFalse();
        }
    }

    @Test
    void otherFilesAreNoRoutes() throws Exception {
        try (var files =
                live().write("notes.txt", "x").write(".hidden.yaml", "x").write("old/b.yaml", "x")) {
            Files.createDirectory(folder.resolve("folder.yaml"));
            assertThat(files.settle().generation()).isEqualTo(1);
            assertThat(files.routes.status().problem()).isNull();
        }
    }

    @Test
    void aKameletIsPartOfTheRoutes() throws Exception {
        try (var files = live()) {
            files.write("kamelets/greet.kamelet.yaml", kamelet("hello"))
                    .write("b.camel.yaml", route("b").replace("llm-fleet:liveness", "kamelet:greet"));
            assertThat(files.settle().problem()).isNull();
            assertThat(serves(files, "/b")).isTrue();
            int before = files.routes.status().generation();
            files.write("kamelets/greet.kamelet.yaml", kamelet("good evening"));
            assertThat(files.settle().generation()).isEqualTo(before + 1);
            files.write("kamelets/greet.kamelet.yaml", "a: [");
            RouteProblem problem = Objects.requireNonNull(files.settle().problem());
            assertThat(problem.file()).isEqualTo("kamelets/greet.kamelet.yaml");
            assertThat(problem.line()).isEqualTo(1);
        }
    }

    private static String kamelet(String text) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: greet
                spec:
                  definition:
                    title: Greet
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody:
                            constant: %s
                """.formatted(text);
    }

    // ---- what is refused

    @Test
    void aRefusedEditIsToldOnceAndForgottenWhenUndone() throws Exception {
        try (var files = live()) {
            files.write("a.camel.yaml", "- route:\n    id: a\n");
            assertThat(files.settle().refused()).isEqualTo(1);
            assertThat(files.settle().refused()).isEqualTo(1);
            assertThat(files.settle().problem()).isNotNull();
            assertThat(files.write("a.camel.yaml", route("a")).settle())
                    .isEqualTo(new LiveRoutes.Status(1, 1, 1, List.of("a"), List.of(), null));
            assertThat(files.write("a.camel.yaml", "- route:\n    id: a\n")
                            .settle()
                            .refused())
                    .isEqualTo(2);
        }
    }

    @Test
    void aFixedEditGoesLive() throws Exception {
        try (var files = live()) {
            assertThat(files.write("b.camel.yaml", "- rout:\n").settle().problem())
                    .isNotNull();
            assertThat(files.write("b.camel.yaml", route("b")).settle())
                    .isEqualTo(new LiveRoutes.Status(2, 2, 1, List.of("a", "b"), List.of(), null));
        }
    }

    /** Each file is right in itself; what one of them breaks keeps all of them out. */
    @Test
    void halfAnEditIsNeverLive() throws Exception {
        try (var files = live()) {
            files.write("b.camel.yaml", route("b"))
                    .write("c.camel.yaml", route("c").replace("liveness", "fly"));
            assertThat(files.settle().problem()).isNotNull();
            assertThat(serves(files, "/b")).isFalse();
            assertThat(files.routes.status().routeIds()).containsExactly("a");
        }
    }

    @Test
    void aMissingFolderIsToldAndSeenAgain() throws Exception {
        try (var files = live()) {
            Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
            Files.move(folder, moved);
            files.routes.poll();
            assertThat(files.routes.status().problem()).as("it may come back").isNull();
            assertThat(files.settle().problem()).isNotNull();
            assertThat(files.settle().refused()).isEqualTo(1);
            assertThat(serves(files, "/a")).isTrue();

            Files.move(moved, folder);
            assertThat(files.settle().problem()).isNull();
            assertThat(files.write("b.camel.yaml", route("b")).settle().routeIds())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void anEmptyFolderIsRefused() throws Exception {
        try (var files = live().delete("a.camel.yaml")) {
            assertThat(Objects.requireNonNull(files.settle().problem()).reason())
                    .contains("holds no *.yaml file");
            assertThat(serves(files, "/a")).isTrue();
        }
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws Exception {
        try (var files = live()) {
            Files.write(folder.resolve("b.camel.yaml"), new byte[] {'#', (byte) 0xc3, '\n'});
            RouteProblem problem = Objects.requireNonNull(files.settle().problem());
            assertThat(problem.toString()).isEqualTo("b.camel.yaml: is no valid UTF-8; save it as UTF-8");
        }
    }

    @Test
    void aFileWithTheShorterEndingIsNamedAsItIs() throws Exception {
        try (var files = live().write("b.yml", route("b").replace("to:", "fly:"))) {
            assertThat(String.valueOf(files.settle().problem())).isEqualTo("b.yml:6: Unknown node id: fly");
        }
    }

    @Test
    void aWrongStartIsRefused() {
        try (var files =
                new RouteFolder(folder).write("a.camel.yaml", route("a").replace("liveness", "fly"))) {
            assertThatThrownBy(files.routes::load)
                    .isInstanceOf(RouteException.class)
                    .hasMessageStartingWith("a.camel.yaml:6: llm-fleet:fly is no operation");
            assertThat(mbeans()).isEmpty();
        }
    }

    // ---- what others see

    @Test
    void jmxShowsTheLiveGenerationUnderTheSameNames() throws Exception {
        Set<String> before;
        try (var files = live()) {
            before = mbeans();
            assertThat(before)
                    .anyMatch(name -> name.contains("context=serai-pipelines,type=context"))
                    .anyMatch(name -> name.contains("type=routes") && name.contains("\"a\""));
            files.write("a.camel.yaml", route("a").replace("liveness", "fly")).settle();
            assertThat(mbeans()).as("a refused edit shows nothing").isEqualTo(before);
            files.write("a.camel.yaml", route("a").replace("/a", "/renamed")).settle();
            await().untilAsserted(() -> assertThat(lasting(mbeans())).isEqualTo(lasting(before)));
            var name = new ObjectName("org.apache.camel:context=serai-pipelines,type=routes,name=\"a\"");
            assertThat(JMX.getAttribute(name, "EndpointUri").toString()).contains("/renamed");
        }
        assertThat(mbeans()).isEmpty();
    }

    @Test
    void aPublisherThatComesAfterTheEndShowsNothing() throws Exception {
        var late = new ArrayList<Runnable>();
        try (var files = new RouteFolder(folder, late::add).write("a.camel.yaml", route("a"))) {
            files.routes.load();
        }
        assertThat(late).hasSize(1);
        late.forEach(Runnable::run);
        assertThat(mbeans()).isEmpty();
    }

    private static Set<String> mbeans() {
        return JMX.queryNames(null, null).stream()
                .map(ObjectName::toString)
                .filter(name -> name.contains("serai-pipelines"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An endpoint's name is its URI, a producer's and a consumer's have a number that Camel draws. */
    private static Set<String> lasting(Set<String> names) {
        return names.stream()
                .filter(name -> !name.contains("type=endpoints")
                        && !name.contains("type=producers")
                        && !name.contains("type=consumers"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anOldGenerationStops() throws Exception {
        try (var files = live()) {
            Object old = pipeline(files);
            assertThat(ServiceHelper.isStarted(old)).isTrue();
            files.write("a.camel.yaml", route("a") + "# edit\n").settle();
            assertThat(pipeline(files)).isNotSameAs(old);
            await().until(() -> ServiceHelper.isStopped(old));
            assertThat(ServiceHelper.isStarted(pipeline(files))).isTrue();
        }
    }

    @Test
    void anOldGenerationRunsUntilItsCallsHaveLeft() throws Exception {
        try (var files = live()) {
            Object old = pipeline(files);
            Occupancy.Stay first =
                    Objects.requireNonNull(found(files).occupancy().enter());
            Occupancy.Stay second =
                    Objects.requireNonNull(found(files).occupancy().enter());
            Occupancy occupancy = found(files).occupancy();
            files.write("a.camel.yaml", route("a") + "# edit\n").settle();
            assertThat(occupancy.enter()).as("replaced").isNull();
            first.leave();
            assertThat(ServiceHelper.isStarted(old)).isTrue();
            second.leave();
            await().until(() -> ServiceHelper.isStopped(old));
        }
    }

    private static Object pipeline(RouteFolder files) {
        return found(files).entry().processor();
    }

    private static PathTable.Match.Found found(RouteFolder files) {
        return (PathTable.Match.Found) files.routes.find("POST", "/a");
    }

    @Test
    void oldGenerationsLeaveNoThread() throws Exception {
        try (var files = live()) {
            Set<String> before = camelThreads();
            for (int i = 0; i < 5; i++) {
                files.write("a.camel.yaml", route("a") + "# edit " + i + "\n").settle();
            }
            assertThat(files.routes.status().generation()).isEqualTo(6);
            await().untilAsserted(() -> assertThat(camelThreads()).hasSizeLessThanOrEqualTo(before.size()));
        }
        await().untilAsserted(() -> assertThat(camelThreads()).isEmpty());
    }

    private static Set<String> camelThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("serai-pipelines"))
                .collect(Collectors.toSet());
    }
}
