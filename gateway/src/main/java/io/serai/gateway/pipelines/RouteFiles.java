package io.serai.gateway.pipelines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The route files of a folder as they were at one moment. Equal if no byte differs.
 *
 * @param folder   the routes folder
 * @param contents text by file name; only {@code *.yaml} and {@code *.yml} of the folder itself
 */
record RouteFiles(Path folder, SortedMap<String, String> contents) {
    /**
     * Reads the folder.
     *
     * @throws RouteException if it is missing, unreadable or holds no route file
     */
    static RouteFiles read(Path folder) throws RouteException {
        var contents = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(RouteFiles::isRouteFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new RouteException(
                    new RouteProblem(folder.toString(), 0, "cannot be read (" + e + "); set routes.dir to the folder"),
                    e);
        }
        if (contents.isEmpty()) {
            throw new RouteException(
                    new RouteProblem(folder.toString(), 0, "holds no *.yaml file; put the route files there"));
        }
        return new RouteFiles(folder, contents);
    }

    private static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    Collection<String> names() {
        return contents.keySet();
    }

    /** Whether any file handles errors itself: then Camel's error handler is needed, else it is left out. */
    boolean handlesErrors() {
        return contents.values().stream()
                .anyMatch(text ->
                        text.contains("onException") || text.contains("errorHandler") || text.contains("doTry"));
    }

    /** The first place where {@code text} stands, or the whole of the first file that could be meant. */
    RouteProblem locate(String text, String reason) {
        for (var file : contents.entrySet()) {
            int at = file.getValue().indexOf(text);
            if (at >= 0) {
                int line = 1
                        + (int) file.getValue()
                                .substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                return new RouteProblem(file.getKey(), line, reason);
            }
        }
        return new RouteProblem(folder.getFileName().toString(), 0, reason);
    }
}
