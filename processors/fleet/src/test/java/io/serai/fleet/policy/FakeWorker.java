package io.serai.fleet.policy;

import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.util.ArrayList;
import java.util.List;

/** A worker whose figures a test sets. */
final class FakeWorker implements WorkerView {
    private final String id;
    volatile double weight = 1;
    volatile double cost = 1;
    volatile int inFlight;
    volatile long pendingTokens;
    volatile WorkerLoad load = WorkerLoad.UNKNOWN;

    FakeWorker(String id) {
        this.id = id;
    }

    /** Workers {@code w0}, {@code w1}... */
    static List<FakeWorker> fleet(int size) {
        var fleet = new ArrayList<FakeWorker>();
        for (int i = 0; i < size; i++) {
            fleet.add(new FakeWorker("w" + i));
        }
        return List.copyOf(fleet);
    }

    FakeWorker weight(double value) {
        weight = value;
        return this;
    }

    FakeWorker inFlight(int value) {
        inFlight = value;
        return this;
    }

    FakeWorker pendingTokens(long value) {
        pendingTokens = value;
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public double weight() {
        return weight;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public double cost() {
        return cost;
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public long pendingPrefillTokens() {
        return pendingTokens;
    }

    @Override
    public WorkerLoad load() {
        return load;
    }

    @Override
    public String toString() {
        return id;
    }
}
