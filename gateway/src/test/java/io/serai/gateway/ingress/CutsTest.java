package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Bytes arrive as they were made, however they are cut. */
class CutsTest {
    private static final IngressRig RIG = IngressRig.start();

    @AfterContainer
    static void stop() {
        RIG.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aLiveReplyArrivesWhole(@ForAll @Size(max = 30) List<@Size(min = 1, max = 300) byte[]> pieces) {
        try (var client = RIG.connect()) {
            client.get("/raw");
            ManualLive live = RIG.pipelines.nextStream();
            var whole = new StringBuilder();
            for (byte[] piece : pieces) {
                whole.append(new String(piece, ISO_8859_1));
                live.send(piece);
            }
            live.end();
            assertThat(client.read().body()).isEqualTo(whole.toString());
            RIG.settle();
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aRequestIsTheSameHoweverItIsCut(
            @ForAll @Size(max = 400) byte[] body,
            @ForAll @Size(min = 1, max = 12) List<@ByteRange(min = 1) Byte> cuts) {
        String text = "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: " + body.length + "\r\n\r\n"
                + new String(body, ISO_8859_1);
        try (var client = RIG.connect()) {
            int sent = 0;
            for (int i = 0; sent < text.length(); i++) {
                int next = Math.min(text.length(), sent + cuts.get(i % cuts.size()));
                client.send(text.substring(sent, next));
                sent = next;
            }
            assertThat(client.read().body()).isEqualTo(new String(body, ISO_8859_1));
            RIG.settle();
        }
    }
}
