package io.serai.steps.http;

import java.util.ArrayList;
import java.util.List;

/** Collects what the pipelines of one generation declare; a bean of that generation's context. */
public final class PathTableBuilder {
    private final List<PathEntry> entries = new ArrayList<>();

    synchronized void add(PathEntry entry) {
        entries.add(entry);
    }

    /**
     * The table of everything declared so far.
     *
     * @throws IllegalArgumentException if two pipelines claim the same path and method
     */
    public synchronized PathTable build() {
        return new PathTable(List.copyOf(entries));
    }
}
