package io.serai.testkit;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the connections of one worker share. */
final class WorkerCore {
    private final MockWorkerOptions options;
    private final SimulatedEngine engine;
    private final Ledger ledger = new Ledger();
    private final FaultPlan faults = new FaultPlan();
    private final ErrorShape errors;
    private final Endpoints endpoints;
    private final Map<EventLoop, TokenWheel> wheels = new ConcurrentHashMap<>();
    private volatile RawAnswer answer;
    private final AtomicLong ids = new AtomicLong(0x1000_0000_0000L);

    WorkerCore(MockWorkerOptions options) {
        this.options = options;
        this.answer = RawAnswer.of(options.answer());
        this.engine = new SimulatedEngine(options);
        this.errors = new ErrorShape(options.engine());
        this.endpoints = Endpoints.of(this);
    }

    MockWorkerOptions options() {
        return options;
    }

    SimulatedEngine engine() {
        return engine;
    }

    Ledger ledger() {
        return ledger;
    }

    RawAnswer answer() {
        return answer;
    }

    void answer(RawAnswer next) {
        answer = next;
    }

    FaultPlan faults() {
        return faults;
    }

    ErrorShape errors() {
        return errors;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    TokenWheel wheel(EventLoop loop) {
        return wheels.computeIfAbsent(loop, TokenWheel::new);
    }

    String nextId() {
        return Long.toHexString(ids.incrementAndGet());
    }

    MockCounters counters() {
        return ledger.snapshot(engine.load());
    }

    /** Counters to zero, no faults, an empty cache, the answer that it was started with. */
    void reset() {
        faults.set(java.util.List.of());
        faults.health(null);
        engine.clearCache();
        answer = RawAnswer.of(options.answer());
        ledger.reset();
    }
}
