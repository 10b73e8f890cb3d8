package io.serai.tokens.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a model in a cache, as it is being filled. A file appears whole or not at all; the name of the
 * revision appears last, so that whoever finds it finds all files. Not thread-safe.
 */
final class HubSnapshot {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int SHA256_DIGITS = 64;

    private final HubModel model;
    private final String commit;
    private final Path repository;
    private final Path blobs;
    private final Path folder;
    private final Set<String> downloaded = new HashSet<>();
    private final Set<String> discarded = new HashSet<>();

    HubSnapshot(HubCache cache, HubModel model, String commit) throws IOException {
        this.model = model;
        this.commit = commit;
        this.repository = cache.folder().resolve(model.folderName());
        this.blobs = Files.createDirectories(repository.resolve("blobs"));
        this.folder = Files.createDirectories(repository.resolve("snapshots").resolve(commit));
    }

    String commit() {
        return commit;
    }

    Path folder() {
        return folder;
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** Name under which the content is kept, from the hub's own answer; null where that names none. */
    static @Nullable String tag(HttpHeaders headers) {
        String tag = headers.firstValue("X-Linked-Etag")
                .or(() -> headers.firstValue("ETag"))
                .orElse("");
        tag = tag.startsWith("W/") ? tag.substring(2) : tag;
        tag = tag.replace("\"", "");
        return TAG.matcher(tag).matches() && !tag.contains("..") ? tag : null;
    }

    /** Makes the content {@code tag}, if it is there already, the file {@code name}, unless that was discarded. */
    boolean adopt(String name, String tag) throws IOException {
        Path blob = blobs.resolve(tag);
        if (discarded.contains(name) || !Files.isRegularFile(blob)) {
            return false;
        }
        link(name, blob);
        return true;
    }

    private void link(String name, Path blob) throws IOException {
        Path file = folder.resolve(name);
        Path parent =
                Files.createDirectories(folder.resolve(name).toAbsolutePath().getParent());
        try {
            Files.createSymbolicLink(file, parent.relativize(blob.toAbsolutePath()));
        } catch (FileAlreadyExistsException _) {
            // another download of the same commit was quicker
        } catch (UnsupportedOperationException _) {
            Files.copy(blob, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the files {@code names}, and their contents unless another revision has them too. */
    void discard(Set<String> names) throws IOException {
        discarded.addAll(names);
        for (String name : names) {
            Path content = content(folder.resolve(name));
            Files.deleteIfExists(folder.resolve(name));
            if (content.startsWith(blobs.normalize()) && !used(name, content)) {
                Files.deleteIfExists(content);
            }
        }
    }

    /** Where the content of {@code file} is: elsewhere, if it is a link. */
    private static Path content(Path file) throws IOException {
        return (Files.isSymbolicLink(file) ? file.resolveSibling(Files.readSymbolicLink(file)) : file).normalize();
    }

    private boolean used(String name, Path content) throws IOException {
        try (DirectoryStream<Path> revisions = Files.newDirectoryStream(repository.resolve("snapshots"))) {
            for (Path revision : revisions) {
                if (content(revision.resolve(name)).equals(content)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether each of {@code names} has been downloaded, and not merely found. */
    boolean downloaded(Set<String> names) {
        return downloaded.containsAll(names);
    }

    /** Names the commit by its branch or tag. */
    void publish() throws IOException {
        if (model.revision().equals(commit)) {
            return;
        }
        Path ref = repository.resolve("refs").resolve(model.revision());
        Files.createDirectories(ref.toAbsolutePath().getParent());
        Path draft = ref.resolveSibling("." + UUID.randomUUID());
        try {
            Files.writeString(draft, commit, StandardCharsets.US_ASCII);
            Files.move(draft, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A place for content that is about to come. */
    Incoming incoming(@Nullable String tag) {
        return new Incoming(tag, blobs.resolve(UUID.randomUUID() + ".incomplete"));
    }

    /** Content on its way; gone when closed without having been accepted. */
    final class Incoming implements AutoCloseable {
        private final @Nullable String tag;
        private final Path draft;

        private Incoming(@Nullable String tag, Path draft) {
            this.tag = tag;
            this.draft = draft;
        }

        /** Writes a body of at most {@code maxBytes}; one that is longer fails. */
        BodyHandler<String> handler(long maxBytes) {
            return answer -> answer.statusCode() == 200
                    ? BodySubscribers.mapping(
                            new LimitedBody<>(
                                    BodySubscribers.ofFile(
                                            draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                    maxBytes),
                            Path::toString)
                    : BodySubscribers.replacing("");
        }

        /** Makes what came the file {@code name}; returns its size. */
        long accept(String name) throws IOException {
            long size = Files.size(draft);
            String digest = sha256(draft);
            if (tag != null && tag.length() == SHA256_DIGITS && !tag.equals(digest)) {
                throw new ModelLoadException(name + " of " + model + " came damaged; try again");
            }
            Path blob = blobs.resolve(tag == null ? digest : tag);
            Files.move(draft, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            link(name, blob);
            downloaded.add(name);
            return size;
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(draft);
        }
    }

    /** Hexadecimal, in lower case. */
    static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
