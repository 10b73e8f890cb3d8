package io.serai.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From requested name to pool: immutable, replaced as a whole. */
final class RoutingTable {
    static final RoutingTable EMPTY = new RoutingTable(new TreeMap<>(), Map.of());

    private static final Resolution UNSPECIFIED = new Resolution.Unspecified();

    private final SortedMap<String, ModelPool> pools;
    private final Map<String, String> aliases;
    private final Map<String, ModelPool> byName = new HashMap<>();
    private final @Nullable ModelPool only;

    RoutingTable(SortedMap<String, ModelPool> pools, Map<String, String> aliases) {
        this.pools = pools;
        this.aliases = aliases;
        byName.putAll(pools);
        aliases.forEach((alias, model) -> {
            ModelPool pool = pools.get(model);
            if (pool == null) {
                byName.remove(alias);
            } else {
                byName.put(alias, pool);
            }
        });
        this.only = only(pools);
    }

    /** The single model that is not an adapter of another; adapters need to be asked for. */
    private static @Nullable ModelPool only(SortedMap<String, ModelPool> pools) {
        ModelPool found = null;
        for (ModelPool pool : pools.values()) {
            if (!adapter(pool)) {
                if (found != null) {
                    return null;
                }
                found = pool;
            }
        }
        return found;
    }

    private static boolean adapter(ModelPool pool) {
        for (Worker worker : pool.all()) {
            WorkerCard.Entry entry = entry(worker, pool.model());
            if (entry == null || !entry.adapter()) {
                return false;
            }
        }
        return true;
    }

    Resolution resolve(String requested) {
        ModelPool pool = requested.isEmpty() ? only : byName.get(requested);
        if (pool != null) {
            return pool.resolution();
        }
        if (pools.isEmpty() || aliases.containsKey(requested)) {
            return new Resolution.NoWorkers(requested);
        }
        return requested.isEmpty() ? UNSPECIFIED : new Resolution.Unknown(requested);
    }

    @Nullable
    ModelPool pool(String model) {
        return pools.get(model);
    }

    boolean anyReady() {
        for (ModelPool pool : pools.values()) {
            if (!pool.ready().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    SortedMap<String, ModelInfo> models() {
        var served = new TreeMap<String, ModelInfo>();
        byName.forEach((name, pool) -> {
            if (!pool.ready().isEmpty()) {
                served.put(name, info(name, pool));
            }
        });
        return served;
    }

    private static ModelInfo info(String name, ModelPool pool) {
        long created = 0;
        String owner = "";
        int context = 0;
        String parent = null;
        for (Worker worker : pool.ready()) {
            WorkerCard.Entry entry = entry(worker, pool.model());
            int own = worker.spec().contextLength();
            if (entry != null) {
                created = created == 0 ? entry.created() : Math.min(created, entry.created());
                owner = owner.isEmpty() ? entry.ownedBy() : owner;
                parent = parent == null ? entry.parent() : parent;
                own = own == 0 ? entry.contextLength() : own;
            }
            context = context == 0 || (own > 0 && own < context) ? own : context;
        }
        return new ModelInfo(
                name,
                created,
                owner.isEmpty() ? "serai" : owner,
                context,
                pool.ready().size(),
                pool.model(),
                parent);
    }

    private static WorkerCard.@Nullable Entry entry(Worker worker, String model) {
        WorkerCard card = worker.card();
        return card == null ? null : card.entry(worker.upstreamModel(model));
    }
}
