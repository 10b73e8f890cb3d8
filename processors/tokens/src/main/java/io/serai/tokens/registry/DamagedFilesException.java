package io.serai.tokens.registry;

import java.io.IOException;
import java.util.Set;

/** Files of a folder from the hub that are not what they should be; whoever has them anew may find them good. */
public final class DamagedFilesException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Set<String> files;

    /**
     * @param files   names of those that are wrong, and of those that may be to blame
     * @param message what was seen
     */
    public DamagedFilesException(Set<String> files, String message) {
        super(message);
        this.files = Set.copyOf(files);
    }

    Set<String> files() {
        return files;
    }
}
