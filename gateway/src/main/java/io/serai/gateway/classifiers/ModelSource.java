package io.serai.gateway.classifiers;

import io.serai.gateway.config.ClassifierConfig;
import java.nio.file.Path;

/** What a classifier's model is called. Decided once: a name that is no folder then does not become one later. */
sealed interface ModelSource {
    /** The model that Serai ships. */
    record Released() implements ModelSource {
        @Override
        public String toString() {
            return ClassifierConfig.RELEASED;
        }
    }

    /** A folder of this machine, which need not be there. */
    record Folder(Path path) implements ModelSource {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A repository of the hub, whose state may be another one by now. */
    record Repository(String name) implements ModelSource {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What the configuration means by {@code source}; there, folders are absolute. */
    static ModelSource configured(String source) {
        if (source.equals(ClassifierConfig.RELEASED)) {
            return new Released();
        }
        Path path = Path.of(source);
        return path.isAbsolute() ? new Folder(path) : new Repository(source);
    }
}
