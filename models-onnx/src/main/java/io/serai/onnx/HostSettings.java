package io.serai.onnx;

/**
 * How much of the machine classifiers may use.
 *
 * @param threads    threads that run models, at least 1; {@link #perCore} for one per core
 * @param queue      texts that may wait for them, at least 1
 * @param cacheBytes room for signals of texts seen before; 0 for none
 */
public record HostSettings(int threads, int queue, long cacheBytes) {
    public HostSettings {
        if (threads < 1 || queue < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("threads " + threads + ", queue " + queue + ", cache of " + cacheBytes
                    + " bytes; give at least 1, 1 and 0");
        }
    }

    /** One thread for each core. */
    public static HostSettings perCore(int queue, long cacheBytes) {
        return new HostSettings(Runtime.getRuntime().availableProcessors(), queue, cacheBytes);
    }
}
