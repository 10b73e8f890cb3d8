package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a client has pipelined while a call runs, decoded and in order. Above {@link #LIMIT} messages the connection is
 * not read any more; then the client's going is not seen either, until its call ends.
 */
final class HeldMessages {
    private static final int LIMIT = 64;

    private final Deque<Object> messages = new ArrayDeque<>();

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void add(Object message, Channel channel) {
        messages.add(message);
        if (messages.size() >= LIMIT) {
            channel.config().setAutoRead(false);
        }
    }

    Object next() {
        return messages.removeFirst();
    }

    /** Reads on if there is room. */
    void readOn(Channel channel) {
        if (messages.size() < LIMIT) {
            channel.config().setAutoRead(true);
        }
    }

    void drop() {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
    }
}
