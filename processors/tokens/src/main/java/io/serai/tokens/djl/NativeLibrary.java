package io.serai.tokens.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the native library goes and how it behaves. {@code ENGINE_CACHE_DIR} or {@code DJL_CACHE_DIR}, as environment
 * variable or system property, names the folder; otherwise it is {@code ~/.cache/serai/native}, or a fresh temporary
 * one where the home folder cannot be written to. No network is used.
 */
final class NativeLibrary {
    private static final String FOLDER = "ENGINE_CACHE_DIR";

    private NativeLibrary() {}

    /** To be called before the first class of the library is touched; the library reads its settings only then. */
    static void configure() throws IOException {
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("RUST_FLAVOR", "cpu"); // no looking for graphics cards
        if (!isSet(FOLDER) && !isSet("DJL_CACHE_DIR")) {
            System.setProperty(FOLDER, folder().toString());
        }
    }

    private static Path folder() throws IOException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "serai", "native");
        try {
            Files.createDirectories(cache);
            if (Files.isWritable(cache)) {
                return cache;
            }
        } catch (IOException e) {
            // a home that cannot be written to is common in containers
        }
        return Files.createTempDirectory("serai-native");
    }

    private static void setUnlessSet(String name, String value) {
        if (!isSet(name)) {
            System.setProperty(name, value);
        }
    }

    private static boolean isSet(String name) {
        return System.getenv(name) != null || System.getProperty(name) != null;
    }
}
