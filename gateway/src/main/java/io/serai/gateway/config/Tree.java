package io.serai.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration before it has a meaning: YAML reduced to text, lists and sections, each with its place. */
sealed interface Tree {
    /** Where it was written. */
    Place place();

    /** What it is, for messages. */
    String kind();

    /**
     * A single value.
     *
     * @param text   the value
     * @param raw    as it was written, before {@code ${...}} was resolved: what messages may quote
     * @param quoted whether it stood in quotes or a block, so that {@code "null"} is a word
     */
    record Scalar(String text, String raw, boolean quoted, Place place) implements Tree {
        /** A value nobody quoted. */
        static Scalar of(String text, Place place) {
            return new Scalar(text, text, false, place);
        }

        /** Whether nothing is set: an empty value, or a reference to an empty variable. */
        boolean unset() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A list. */
    record Sequence(List<Tree> items, Place place) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A section: keys in the order of the file. */
    record Mapping(Map<String, Entry> entries, Place place) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Mapping empty(Place place) {
            return new Mapping(Map.of(), place);
        }

        /** Whether {@code key} stands in the section {@code section} of this one. */
        boolean sets(String section, String key) {
            Entry entry = entries.get(section);
            return entry != null && entry.value() instanceof Mapping mapping && mapping.entries.containsKey(key);
        }

        /** This section with one key set anew. */
        Mapping with(String key, Tree value) {
            var changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(value.place(), value));
            return new Mapping(changed, place);
        }

        /** This section with a value set at {@code path}; whatever is in the way is replaced. */
        Mapping with(List<String> path, Tree value) {
            String key = path.getFirst();
            if (path.size() == 1) {
                return with(key, value);
            }
            Entry child = entries.get(key);
            Mapping inner = child != null && child.value() instanceof Mapping mapping ? mapping : empty(value.place());
            return with(key, inner.with(path.subList(1, path.size()), value));
        }

        /** This section with everything that {@code above} sets put over it, key by key. */
        Mapping under(Mapping above) {
            var merged = new LinkedHashMap<>(entries);
            above.entries.forEach((key, entry) -> merged.merge(key, entry, Entry::under));
            return new Mapping(merged, place);
        }

        @Override
        public String kind() {
            return "a section";
        }
    }

    /**
     * One key of a section.
     *
     * @param place where the key stands
     */
    record Entry(Place place, Tree value) {
        private Entry under(Entry above) {
            return value instanceof Mapping mine && above.value instanceof Mapping over
                    ? new Entry(place, mine.under(over))
                    : above;
        }
    }

    /** The place of the value at {@code path} (keys, and positions of list items); of the nearest one above if none. */
    default Place placeOf(List<String> path) {
        if (path.isEmpty()) {
            return place();
        }
        String step = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        return switch (this) {
            case Scalar _ -> place();
            case Sequence list -> list.items().get(Integer.parseInt(step)).placeOf(rest);
            case Mapping map -> {
                Entry entry = map.entries().get(step);
                yield entry == null ? place() : entry.value().placeOf(rest);
            }
        };
    }
}
