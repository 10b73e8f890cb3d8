package io.serai.fleet.choice;

import io.serai.core.InferenceCall;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables that are live now. Thread-safe. */
public final class ModelTables {
    private volatile Map<String, ModelTable> tables;

    /** These tables. */
    public ModelTables(List<ModelTable> first) {
        tables = byName(first);
    }

    /** Other tables from now on. */
    public void reconfigure(List<ModelTable> changed) {
        tables = byName(changed);
    }

    private static Map<String, ModelTable> byName(List<ModelTable> tables) {
        var byName = new TreeMap<String, ModelTable>();
        tables.forEach(table -> byName.put(table.name(), table));
        return Collections.unmodifiableMap(byName);
    }

    /** The table of that name, or null. */
    public @Nullable ModelTable find(String name) {
        return tables.get(name);
    }

    /** Their names, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(tables.keySet());
    }

    /** Heads of classifiers that the table asks whose name {@code call} has for its model; none if there is none. */
    public Set<String> heads(InferenceCall call) {
        ModelTable table = tables.get(call.fields().model());
        return table == null ? Set.of() : table.heads();
    }
}
