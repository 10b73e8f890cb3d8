package io.serai.engines.http;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Named by a system property of the test JVM: Netty tells it of every buffer that was collected but never released. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    /** For Netty. */
    public RecordingLeakDetector(Class<T> type, int samplingInterval, long maxActive) {
        super(type, samplingInterval);
    }

    /** For Netty. */
    public RecordingLeakDetector(Class<T> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    static List<String> leaks() {
        return LEAKS;
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        LEAKS.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        LEAKS.add(type);
    }
}
