package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * In turn, smoothly by weight: of weights 2 and 1 the order is a b a, not a a b. Each worker has a due time that grows
 * by 1/weight with each call; the earliest is next. A worker that was away joins at the present: it has no arrears to
 * catch up with.
 */
final class RoundRobinPolicy implements Policy {
    private final ReentrantLock lock = new ReentrantLock();
    private final Roster roster = new Roster();
    private double[] due = new double[16];
    private double present;

    @Override
    public String name() {
        return PolicyName.ROUND_ROBIN.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        return new Selection(next(candidates), "next in turn");
    }

    @Override
    public void forget(String workerId) {
        lock.lock();
        try {
            int slot = roster.remove(workerId);
            if (slot >= 0) {
                due[slot] = 0;
                roster.release(slot);
            }
        } finally {
            lock.unlock();
        }
    }

    WorkerView next(List<? extends WorkerView> candidates) {
        lock.lock();
        try {
            int best = 0;
            int bestSlot = -1;
            for (int i = 0; i < candidates.size(); i++) {
                int slot = slot(candidates.get(i).id());
                if (bestSlot < 0 || dueAt(slot) < dueAt(bestSlot)) {
                    best = i;
                    bestSlot = slot;
                }
            }
            WorkerView worker = candidates.get(best);
            present = dueAt(bestSlot);
            due[bestSlot] = present + 1 / Backlog.weight(worker);
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private double dueAt(int slot) {
        return Math.max(present, due[slot]);
    }

    private int slot(String id) {
        int slot = roster.enrol(id);
        if (slot >= due.length) {
            due = Arrays.copyOf(due, slot * 2);
        }
        return slot;
    }
}
