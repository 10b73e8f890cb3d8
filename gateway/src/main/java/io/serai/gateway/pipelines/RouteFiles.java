package io.serai.gateway.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The route files of a folder as they were at one moment. Equal if no byte differs.
 *
 * @param folder   the routes folder
 * @param contents text by file name; only {@code *.yaml} and {@code *.yml} of the folder itself
 * @param kamelets text by file name, {@value #KAMELETS} in front; Camel reads these itself, when a route names one
 */
record RouteFiles(Path folder, SortedMap<String, String> contents, SortedMap<String, String> kamelets) {
    /** Folder of kamelets within the routes folder. */
    static final String KAMELETS = "kamelets/";

    /**
     * Reads the folder.
     *
     * @throws RouteException if it is missing, unreadable or holds no route file
     */
    static RouteFiles read(Path folder) throws RouteException {
        try {
            var contents = texts(folder, "");
            if (contents.isEmpty()) {
                throw new RouteException(
                        new RouteProblem(folder.toString(), 0, "holds no *.yaml file; put the route files there"));
            }
            Path kamelets = folder.resolve(KAMELETS);
            return new RouteFiles(
                    folder, contents, Files.isDirectory(kamelets) ? texts(kamelets, KAMELETS) : new TreeMap<>());
        } catch (IOException | UncheckedIOException e) {
            throw new RouteException(
                    new RouteProblem(folder.toString(), 0, "cannot be read (" + e + "); set routes.dir to the folder"),
                    e);
        }
    }

    private static SortedMap<String, String> texts(Path folder, String prefix) throws IOException, RouteException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(RouteFiles::isRouteFile).toList()) {
                texts.put(prefix + file.getFileName(), text(file, prefix + file.getFileName()));
            }
        }
        return texts;
    }

    private static String text(Path file, String name) throws IOException, RouteException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new RouteException(new RouteProblem(name, 0, "is no valid UTF-8; save it as UTF-8"), e);
        }
    }

    private static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(file);
    }

    /** Camel picks the loader by everything behind the first dot, and knows few such endings. */
    static String nameForCamel(String name) {
        return name.substring(0, name.lastIndexOf('.')).replace('.', '-') + "-"
                + name.substring(name.lastIndexOf('.') + 1) + ".yaml";
    }

    /** Whether any file handles errors itself: then Camel's error handler is needed, else it is left out. */
    boolean handlesErrors() {
        return Stream.concat(contents.values().stream(), kamelets.values().stream())
                .anyMatch(RouteFiles::handlesErrors);
    }

    private static boolean handlesErrors(String text) {
        return text.contains("onException")
                || text.contains("on-exception")
                || text.contains("errorHandler")
                || text.contains("error-handler")
                || text.contains("doTry")
                || text.contains("do-try");
    }
}
