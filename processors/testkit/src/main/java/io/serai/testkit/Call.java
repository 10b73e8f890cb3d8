package io.serai.testkit;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One request on one connection, from its head to the end of its answer. */
final class Call {
    private static final long MAX_BODY_BYTES = 512L << 20;

    final HttpRequest head;
    final String path;
    final Endpoint endpoint;
    private final BodySink sink;
    private final int keptLimit;
    private byte[] kept = {};
    private int keptLength;
    private long bodyBytes;
    private @Nullable RefusedRequest refusal;

    @Nullable
    Generation generation;

    Call(HttpRequest head, String path, Endpoint endpoint, MockWorkerOptions options) {
        this.head = head;
        this.path = path;
        this.endpoint = endpoint;
        this.keptLimit = endpoint.isData() ? options.keptBodyBytes() : 0;
        int blockTokens = options.cacheTokens() == 0 ? 0 : options.blockTokens();
        this.sink = switch (endpoint) {
            case Endpoint.Generate generate -> new GenerationSkimmer(generate.surface(), blockTokens, options.echo());
            case Endpoint.Pooling _, Endpoint.About _, Endpoint.Control _ -> new CollectedBody();
            case Endpoint.Health _, Endpoint.Absent _ -> BodySink.NOTHING;
        };
    }

    void feed(byte[] bytes, int length) {
        bodyBytes += length;
        keep(bytes, (int) Math.min(length, (long) keptLimit - keptLength));
        if (refusal != null) {
            return; // read to its end all the same, so that the client can read the answer
        }
        try {
            if (bodyBytes > MAX_BODY_BYTES) {
                throw new RefusedRequest(413, "body is larger than " + MAX_BODY_BYTES + " bytes");
            }
            sink.feed(bytes, 0, length);
        } catch (RefusedRequest e) {
            refusal = e;
        }
    }

    private void keep(byte[] bytes, int length) {
        if (length <= 0) {
            return;
        }
        if (keptLength + length > kept.length) {
            kept = Arrays.copyOf(kept, keptLength == 0 ? length : Math.min(keptLimit, 2 * keptLength + length));
        }
        System.arraycopy(bytes, 0, kept, keptLength, length);
        keptLength += length;
    }

    void refuse(RefusedRequest why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    void checkNotRefused() throws RefusedRequest {
        if (refusal != null) {
            throw refusal;
        }
    }

    boolean isData() {
        return endpoint.isData();
    }

    GenerationRequest generationRequest() throws RefusedRequest {
        return ((GenerationSkimmer) sink).request();
    }

    byte[] collected() {
        return sink instanceof CollectedBody body ? body.toByteArray() : new byte[0];
    }

    void recordIn(Ledger ledger) {
        ledger.received(head, kept, keptLength, bodyBytes);
    }
}
