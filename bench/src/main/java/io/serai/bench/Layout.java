package io.serai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root checkout that this program was built in, else the working folder
 * @param work new temporary folder of this run: logs, generated configurations
 */
record Layout(Path root, Path work) {
    static Layout ofThisRun() {
        try {
            return new Layout(checkout(), Files.createTempDirectory("serai-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder; check java.io.tmpdir", e);
        }
    }

    /** Folder of the gateway's distribution, as the build leaves it. */
    Path distribution() {
        return root.resolve("gateway/target/serai");
    }

    /** Where the virtual environments of peers are kept from run to run. */
    Path peers() {
        return root.resolve("bench/target/peers");
    }

    /** A new folder under {@link #work()}. */
    Path folder(String name) {
        try {
            return Files.createDirectories(Files.createTempDirectory(work, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + work, e);
        }
    }

    private static Path checkout() {
        try {
            var code = Path.of(Layout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (var folder = code; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("bench/pom.xml"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own location is not a path", e);
        }
        return Path.of("").toAbsolutePath();
    }
}
