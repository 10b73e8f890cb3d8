package io.serai.gateway.ingress;

/** {@link StreamTest} on Linux' event loops. */
final class EpollStreamTest extends StreamTest {
    EpollStreamTest() {
        super(IngressRig.Transport.EPOLL);
    }
}
