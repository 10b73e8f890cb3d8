package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.WorkerLoad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Plays conversations against simulated workers in virtual time, and tells what a policy makes of them. The same seed
 * gives every policy the same conversations.
 */
final class TraceSimulator {
    private static final int WORKERS = 4;
    private static final int GROUPS = 8;
    private static final int GROUP_TOKENS = 1_500;
    private static final int TURNS = 6;
    private static final int TURN_TOKENS = 150;
    private static final int REPLY_TOKENS = 150;
    private static final double CONVERSATIONS_PER_SECOND = 1.6;

    /**
     * What is played: conversations of some turns, which share a beginning with others of their group.
     *
     * @param cacheTokens     what a worker's cache holds
     * @param tokensPerSecond how fast a worker reads
     * @param conversations   how many in all
     * @param burst           how many begin at the same moment, in the same group
     * @param pollMillis      how often engines report their load; 0 if they do not
     */
    record Workload(int cacheTokens, double tokensPerSecond, int conversations, int burst, double pollMillis) {}

    /**
     * What came of it.
     *
     * @param hitRate      tokens found in a cache by all prompt tokens
     * @param ceiling      the same with one cache that never forgets
     * @param meanTtft     milliseconds
     * @param p95Ttft      milliseconds
     * @param mostPerWorker calls of the busiest worker by the mean
     */
    record Outcome(double hitRate, double ceiling, double meanTtft, double p95Ttft, double mostPerWorker) {}

    private record Event(double at, long order, Runnable action) {}

    private final Workload load;
    private final Policy policy;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Set<Long> everSeen = new HashSet<>();
    private final List<Double> ttfts = new ArrayList<>();
    private final int[] calls;
    private double now;
    private long order;
    private long promptTokens;
    private long cachedTokens;
    private long ceilingTokens;
    private int unfinished;

    private TraceSimulator(Workload load, Policy policy, long seed) {
        this.load = load;
        this.policy = policy;
        this.random = new SplittableRandom(seed);
        this.calls = new int[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            workers.add(new SimulatedWorker("worker-" + i, load.cacheTokens));
        }
    }

    static Outcome play(Workload load, Policy policy, long seed) {
        return new TraceSimulator(load, policy, seed).run();
    }

    private Outcome run() {
        List<byte[]> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(Conversation.randomBytes(GROUP_TOKENS, random));
        }
        double start = 0;
        for (int i = 0; i < load.conversations; i += load.burst) {
            int group = hotGroup();
            for (int j = 0; j < load.burst; j++) {
                begin(start, "conversation-" + (i + j), groups.get(group));
            }
            start += -Math.log(1 - random.nextDouble()) * 1_000 * load.burst / CONVERSATIONS_PER_SECOND;
        }
        if (load.pollMillis > 0) {
            at(load.pollMillis, this::poll);
        }
        while (!events.isEmpty()) {
            Event next = events.poll();
            now = next.at;
            next.action.run();
        }
        return outcome();
    }

    /** Four in ten conversations are in the first group, four in ten of the others in the second... */
    private int hotGroup() {
        int group = 0;
        while (group < GROUPS - 1 && random.nextInt(10) >= 4) {
            group++;
        }
        return group;
    }

    private void begin(double start, String key, byte[] groupPrefix) {
        int turns = 1 + random.nextInt(2 * TURNS - 1);
        var conversation = new Conversation(key, groupPrefix, turns, random.split());
        unfinished++;
        at(start, () -> turn(conversation));
    }

    private void turn(Conversation conversation) {
        conversation.turnsLeft--;
        conversation.add(around(TURN_TOKENS));
        SimulatedCall call = conversation.call(now);
        int known = 0;
        while (known < call.blocks().length && everSeen.contains(call.blocks()[known])) {
            known++;
        }
        see(call.blocks());
        promptTokens += call.request().promptTokens();
        ceilingTokens += (long) known * SimulatedWorker.BLOCK_TOKENS;
        var worker = (SimulatedWorker) policy.select(call.request(), workers).worker();
        policy.dispatched(call.request(), worker);
        calls[workers.indexOf(worker)]++;
        worker.inFlight++;
        worker.pendingTokens += call.request().promptTokens();
        worker.queue.add(call);
        readNext(worker);
    }

    private void readNext(SimulatedWorker worker) {
        if (worker.reading || worker.queue.isEmpty()) {
            return;
        }
        worker.reading = true;
        SimulatedCall call = worker.queue.remove();
        int cached = Math.min(
                worker.cachedBlocks(call.blocks()) * SimulatedWorker.BLOCK_TOKENS,
                call.request().promptTokens() - 1);
        cachedTokens += cached;
        double millis = 2 + (call.request().promptTokens() - cached) * 1_000 / load.tokensPerSecond;
        // Decoding shares the device: each running request slows reading down by 1 %.
        at(now + millis * (1 + worker.running * 0.01), () -> firstToken(worker, call));
    }

    private void firstToken(SimulatedWorker worker, SimulatedCall call) {
        ttfts.add(now - call.arrived());
        worker.store(call.blocks());
        worker.pendingTokens -= call.request().promptTokens();
        worker.reading = false;
        worker.running++;
        int reply = around(REPLY_TOKENS);
        at(now + reply * 20.0, () -> lastToken(worker, call.conversation(), reply));
        readNext(worker);
    }

    private void lastToken(SimulatedWorker worker, Conversation conversation, int reply) {
        worker.running--;
        worker.inFlight--;
        conversation.add(reply);
        worker.store(conversation.blocks());
        see(conversation.blocks());
        if (conversation.turnsLeft > 0) {
            at(now + 500 + random.nextInt(4_000), () -> turn(conversation));
        } else {
            unfinished--;
        }
    }

    private void see(long[] blocks) {
        for (long block : blocks) {
            everSeen.add(block);
        }
    }

    private void poll() {
        for (SimulatedWorker worker : workers) {
            long waitingTokens = 0;
            for (SimulatedCall call : worker.queue) {
                waitingTokens += call.request().promptTokens()
                        - (long) worker.cachedBlocks(call.blocks()) * SimulatedWorker.BLOCK_TOKENS;
            }
            worker.load = new WorkerLoad(
                    worker.running, worker.queue.size(), waitingTokens, 0, (long) (now * 1e6), worker.inFlight);
        }
        if (unfinished > 0) {
            at(now + load.pollMillis, this::poll);
        }
    }

    private int around(int mean) {
        return mean / 2 + random.nextInt(mean);
    }

    private void at(double time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    private Outcome outcome() {
        Collections.sort(ttfts);
        int most = 0;
        for (int each : calls) {
            most = Math.max(most, each);
        }
        return new Outcome(
                (double) cachedTokens / promptTokens,
                (double) ceilingTokens / promptTokens,
                ttfts.stream().mapToDouble(x -> x).average().orElseThrow(),
                ttfts.get(ttfts.size() * 95 / 100),
                (double) most * WORKERS / ttfts.size());
    }
}
