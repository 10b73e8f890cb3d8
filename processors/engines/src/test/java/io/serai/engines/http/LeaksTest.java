package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.serai.engines.http.Rig.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every buffer is watched in this JVM, those of the other tests, too. */
class LeaksTest {
    private static final String ON_PURPOSE = "leaked on purpose";

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aThousandRequestsAndEveryKindOfEndLeakNothing(Transport transport) throws Exception {
        try (var rig = new Rig(transport)) {
            thousand(rig);
            ends(rig);
        }
        PooledByteBufAllocator.DEFAULT.directBuffer(16).touch(ON_PURPOSE);
        // A leak is reported when a buffer is made after the collection of the lost one. That the one made on purpose
        // is, shows that others would have been.
        await().until(() -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            return RecordingLeakDetector.leaks().stream().anyMatch(LeaksTest::onPurpose);
        });
        assertThat(RecordingLeakDetector.leaks()).allMatch(LeaksTest::onPurpose);
    }

    private static boolean onPurpose(String leak) {
        return leak.contains(ON_PURPOSE);
    }

    private static void thousand(Rig rig) throws Exception {
        try (var worker =
                FakeWorker.saying("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")) {
            for (int i = 0; i < 1000; i++) {
                var recorder = new Recorder();
                rig.send(rig.post(worker.endpoint(), "some", "body"), recorder);
                assertThat(recorder.awaitAnswer().body()).isEqualTo("ab");
            }
            assertThat(worker.connections()).isEqualTo(1);
        }
    }

    private static void ends(Rig rig) throws Exception {
        String half = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf";
        for (String said : new String[] {"", half, "garbage\r\n\r\n", FakeWorker.ok("x") + FakeWorker.ok("stray")}) {
            try (var worker = FakeWorker.sayingThenClosing(said)) {
                var recorder = new Recorder();
                rig.send(rig.post(worker.endpoint(), "a".repeat(3 << 20)), recorder);
                recorder.awaitOver();
            }
        }
        try (var worker = FakeWorker.start(FakeWorker.Peer::awaitClose)) {
            var exchange = rig.send(rig.post(worker.endpoint(), "a".repeat(40 << 20)), new Recorder());
            await().until(() -> worker.connections() == 1);
            rig.onLoop(exchange::cancel);
        }
    }
}
