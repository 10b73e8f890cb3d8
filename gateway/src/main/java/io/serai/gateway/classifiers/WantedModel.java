package io.serai.gateway.classifiers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model by what it is called, and the folder where it was found. Not thread-safe. */
final class WantedModel {
    /** Between two looks for a repository that could not be had. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final ModelSource source;
    private @Nullable Path folder;
    private @Nullable String problem;
    private boolean fetching;
    private @Nullable Instant tried;

    /** @param before folder that serves until this one is found, or null */
    WantedModel(ModelSource source, @Nullable Path before) {
        this.source = source;
        this.folder = before;
    }

    ModelSource source() {
        return source;
    }

    @Nullable
    Path folder() {
        return folder;
    }

    /** Why it was not found when it was looked for last, or null. */
    @Nullable
    String problem() {
        return problem;
    }

    boolean fetching() {
        return fetching;
    }

    /** Why no folder is known; null if one is. */
    @Nullable
    String missing() {
        if (folder != null) {
            return null;
        }
        return fetching || problem == null ? source + " is still being fetched" : problem;
    }

    void found(Path at) {
        folder = at;
        problem = null;
        fetching = false;
    }

    void failed(String why) {
        problem = why;
        fetching = false;
    }

    void fetchBegins(Instant now) {
        fetching = true;
        tried = now;
    }

    /** Whether it was looked for on the hub in vain, long ago by {@code now}. */
    boolean again(Instant now) {
        return problem != null && !fetching && tried != null && !now.isBefore(tried.plus(PAUSE));
    }
}
