package io.serai.gateway.telemetry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where log lines go. Used by one thread. */
interface LogTarget extends AutoCloseable {
    /** Writes whole lines. */
    void write(byte[] lines) throws IOException;

    @Override
    void close() throws IOException;

    /** Standard output, past {@link System#out}, whose lock and encoding are not needed here. */
    static LogTarget standardOutput() {
        return to(new FileOutputStream(FileDescriptor.out));
    }

    /** A stream that stays open. */
    static LogTarget to(OutputStream out) {
        return new LogTarget() {
            @Override
            public void write(byte[] lines) throws IOException {
                out.write(lines);
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /**
     * A file, appended to.
     *
     * @throws UncheckedIOException if it cannot be opened
     */
    static LogTarget file(Path path) {
        try {
            return new Rotated(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "access-log.file is %s and cannot be opened (%s); create its folder and let the gateway write there"
                            .formatted(path, e),
                    e);
        }
    }

    /** Follows its name: where the file was moved or removed, the next lines go to a new one. */
    final class Rotated implements LogTarget {
        private final Path path;
        private OutputStream out;
        private @Nullable Object opened;

        Rotated(Path path) throws IOException {
            this.path = path;
            this.out = open();
            this.opened = keyOfName();
        }

        @Override
        public void write(byte[] lines) throws IOException {
            Object now = keyOfName();
            if (now == null || !Objects.equals(now, opened)) {
                opened = null; // should opening fail, the next write tries again
                out.close();
                out = open();
                opened = keyOfName();
            }
            out.write(lines);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private OutputStream open() throws IOException {
            return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        /** The file that the name stands for now, or null if there is none (or the system gives files no keys). */
        private @Nullable Object keyOfName() throws IOException {
            try {
                return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }
}
