package io.serai.onnx.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of a model's folder, checked against their checksums. */
record VerifiedFiles(Path folder) {
    private static final long MAX_BYTES = 1L << 30;

    /** Bytes of {@code file}: those that were checked are those that are used. */
    byte[] read(Manifest.HashedFile file) throws ModelException {
        Path path = folder.resolve(file.file());
        try {
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                throw new ModelException(path + " has " + size + " bytes; a model has at most " + MAX_BYTES);
            }
            byte[] bytes = Files.readAllBytes(path);
            String seen = Sha256.hex(bytes);
            if (!seen.equals(file.sha256())) {
                throw new ModelException(path + " has sha256 " + seen + ", but the manifest says " + file.sha256()
                        + "; it is damaged or of another model: copy the folder anew");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ModelException(path + " is missing; the manifest names it: copy the folder anew", e);
        } catch (IOException e) {
            throw new ModelException(path + " cannot be read (" + e + ")", e);
        }
    }
}
