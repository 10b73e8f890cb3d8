package io.serai.gateway.telemetry;

import io.serai.core.Api;
import io.serai.core.CallObserver;
import io.serai.core.InferenceCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers the last calls: which worker, why, how long each stage took. Lock-free and bounded; successful calls
 * without a model's work (health checks, lists) are left out, since they would push the others out within minutes.
 */
public final class RequestLog implements CallObserver {
    /** So many calls are remembered by default. */
    public static final int DEFAULT_CALLS = 1000;

    private final AtomicReferenceArray<RequestRecord> ring;
    private final AtomicLong written = new AtomicLong();
    private final InstantSource clock;

    /**
     * An empty log.
     *
     * @param calls how many are remembered; 0 for none
     */
    public RequestLog(int calls, InstantSource clock) {
        if (calls < 0) {
            throw new IllegalArgumentException("requests-kept is %d; set it to at least 0".formatted(calls));
        }
        this.ring = new AtomicReferenceArray<>(calls);
        this.clock = clock;
    }

    @Override
    public void ended(InferenceCall call, int status, String code) {
        if (ring.length() == 0 || unremarkable(call, status)) {
            return;
        }
        int slot = (int) (written.getAndIncrement() % ring.length());
        ring.setRelease(slot, RequestRecord.of(call, status, code, clock.millis()));
    }

    private static boolean unremarkable(InferenceCall call, int status) {
        return call.api() == Api.OTHER
                && status < 400
                && call.trace().attempts().isEmpty();
    }

    /** The latest call of this id: clients may use an id again. */
    public Optional<RequestRecord> find(String id) {
        String wanted = RequestRecord.cut(id);
        return recent(ring.length()).stream()
                .filter(record -> record.id().equals(wanted))
                .findFirst();
    }

    /** At most {@code n} calls, the latest first. A call that ends meanwhile may be missing. */
    public List<RequestRecord> recent(int n) {
        long end = written.get();
        long begin = Math.max(0, end - Math.min(n, ring.length()));
        var records = new ArrayList<RequestRecord>((int) (end - begin));
        for (long i = end - 1; i >= begin; i--) {
            RequestRecord record = ring.getAcquire((int) (i % ring.length()));
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    /** One call as a JSON object, for the admin API; times are milliseconds. */
    public static String json(RequestRecord record) {
        return RequestJson.of(record);
    }
}
