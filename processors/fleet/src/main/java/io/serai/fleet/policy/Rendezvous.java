package io.serai.fleet.policy;

import io.serai.core.WorkerView;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rendezvous hashing: for a key every worker draws a number, and the highest wins. The draws of the others do not change
 * when a worker comes or goes, so only the keys move that it wins or had won; weights are exact, with no points on a
 * ring to lay out.
 */
public final class Rendezvous {
    /** Hashes of ids: {@link String#hashCode} alone is too short, two workers with the same one would never share. */
    private final ConcurrentHashMap<String, Long> hashes = new ConcurrentHashMap<>();

    Rendezvous() {}

    /** How strongly the worker claims the key; the strongest claim wins. */
    double claim(long key, WorkerView worker) {
        return claim(key, hash(worker.id()), Backlog.weight(worker));
    }

    /**
     * How strongly one of several claims a key; the strongest claim wins, each as often as its weight says.
     *
     * @param name of the one that claims
     */
    public static double claim(String key, String name, double weight) {
        return claim(hashOf(key), hashOf(name), weight);
    }

    private static double claim(long key, long claimant, double weight) {
        double uniform = ((mix(key ^ claimant) >>> 11) + 0.5) * 0x1p-53;
        return -weight / Math.log(uniform);
    }

    void forget(String workerId) {
        hashes.remove(workerId);
    }

    private long hash(String id) {
        Long known = hashes.get(id);
        if (known == null) {
            known = hashOf(id);
            hashes.put(id, known);
        }
        return known;
    }

    /** A 64-bit hash of a text, the same in every process. */
    static long hashOf(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
