package io.serai.bench.load;

/** Where a load puts its requests; a seam, so that the accounting can be tested without sockets. */
@FunctionalInterface
interface Sender {
    void send(WireRequest request, Reply reply);
}
