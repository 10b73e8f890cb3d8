package io.serai.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads configurations from text, as if they were files. */
final class ConfigFiles {
    private ConfigFiles() {}

    /** What {@code yaml} means. */
    static SeraiConfig read(String yaml) throws ConfigException {
        return read(yaml, Map.of("HOME", "/home/me", "SERAI_HOME", "/opt/serai", "SERAI_ROUTES", "/opt/serai/routes"));
    }

    static Loaded load(String yaml) throws ConfigException {
        return source(Map.of("SERAI_ROUTES", "./routes")).load(yaml);
    }

    static SeraiConfig read(String yaml, Map<String, String> environment) throws ConfigException {
        return source(environment).load(yaml).config();
    }

    /** The messages about {@code yaml}; empty if it is valid. */
    static List<String> problems(String yaml) {
        return problems(yaml, Map.of("SERAI_HOME", ".", "SERAI_ROUTES", "./routes"));
    }

    static List<String> problems(String yaml, Map<String, String> environment) {
        try {
            source(environment).load(yaml);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    /** Where {@code word} first stands in {@code yaml}, as messages say it. */
    static String place(String yaml, String word) {
        int at = yaml.indexOf(word);
        long line = 1 + yaml.substring(0, at).chars().filter(c -> c == '\n').count();
        return "serai.yaml:" + line + ":" + (at - yaml.lastIndexOf('\n', at)) + ": ";
    }

    private static ConfigSource source(Map<String, String> environment) {
        return new ConfigSource(Path.of("serai.yaml"), Tree.Mapping.empty(Place.DEFAULT), environment);
    }

    /** The root of the repository, wherever the tests run. */
    static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("gateway/src/dist"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run the tests within the repository");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
