package io.serai.steps.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From a request's path and method to the pipeline that serves it. Immutable: a reload makes a new one. An exact path
 * wins over a template, a longer template over a shorter one.
 */
public final class PathTable {
    /** Serves nothing. */
    public static final PathTable EMPTY = new PathTable(List.of());

    private final Occupancy occupancy = new Occupancy();
    private final Map<String, Methods> exact = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();

    /**
     * A table of {@code entries}.
     *
     * @throws IllegalArgumentException if two of them claim the same path and method
     */
    public PathTable(Collection<PathEntry> entries) {
        for (PathEntry entry : entries) {
            int brace = entry.path().indexOf('{');
            if (brace < 0) {
                exact.computeIfAbsent(entry.path(), it -> new Methods(occupancy))
                        .add(entry);
            } else {
                template(entry.path().substring(0, brace)).add(entry);
            }
        }
        templates.sort((a, b) -> Integer.compare(b.prefix.length(), a.prefix.length()));
    }

    private Methods template(String prefix) {
        for (Template known : templates) {
            if (known.prefix.equals(prefix)) {
                return known.methods;
            }
        }
        var added = new Template(prefix, new Methods(occupancy));
        templates.add(added);
        return added.methods;
    }

    /** Who is within the pipelines of this table. */
    public Occupancy occupancy() {
        return occupancy;
    }

    /** What serves {@code method} on {@code path}. */
    public Match find(String method, String path) {
        Methods methods = exact.get(path);
        if (methods != null) {
            return methods.match(method, "");
        }
        for (Template template : templates) {
            if (path.length() > template.prefix.length() && path.startsWith(template.prefix)) {
                return template.methods.match(method, path.substring(template.prefix.length()));
            }
        }
        return Match.NotFound.INSTANCE;
    }

    /** Outcome of a look-up. */
    public sealed interface Match {
        /**
         * A pipeline.
         *
         * @param entry     it
         * @param rest      what a template's last segment took; empty for an exact path
         * @param occupancy to be entered by who wants to use it
         */
        record Found(PathEntry entry, String rest, Occupancy occupancy) implements Match {}

        /**
         * The path is served, but not by this method.
         *
         * @param allowed the methods that are, for the {@code Allow} field
         */
        record WrongMethod(String allowed) implements Match {}

        /** Nothing is served there. */
        enum NotFound implements Match {
            /** The only one. */
            INSTANCE
        }
    }

    private record Template(String prefix, Methods methods) {}

    /** The pipelines of one path by method. */
    private static final class Methods {
        private final Map<String, Match.Found> byMethod = new HashMap<>();
        private final List<PathEntry> entries = new ArrayList<>();
        private final Occupancy occupancy;

        Methods(Occupancy occupancy) {
            this.occupancy = occupancy;
        }

        void add(PathEntry entry) {
            for (String method : entry.methods()) {
                Match.Found other = byMethod.putIfAbsent(method, new Match.Found(entry, "", occupancy));
                if (other != null) {
                    throw new IllegalArgumentException("routes " + other.entry().routeId() + " and " + entry.routeId()
                            + " both serve " + method + " " + entry.path() + "; remove one of them");
                }
            }
            entries.add(entry);
        }

        Match match(String method, String rest) {
            Match.Found found = byMethod.get(method);
            if (found == null) {
                return new Match.WrongMethod(String.join(", ", new TreeSet<>(byMethod.keySet())));
            }
            return rest.isEmpty() ? found : new Match.Found(found.entry(), rest, occupancy);
        }
    }
}
