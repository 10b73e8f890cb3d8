package io.serai.gateway.ingress;

/** {@link StreamTest} on Java's event loops. */
final class NioStreamTest extends StreamTest {
    NioStreamTest() {
        super(IngressRig.Transport.NIO);
    }
}
