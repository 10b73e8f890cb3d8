package io.serai.bench.load;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A fixed number of streams at any time; one that ends is replaced at once. The first ones start spread over
 * {@code ramp}: streams that begin together tick together, and would measure bursts that no real fleet makes.
 */
public final class StreamLoad extends LoopLoad {
    private final List<WireRequest> requests;
    private final int streams;
    private final int tokensPerStream;
    private final long rampNanos;
    private int next;

    /** {@code tokensPerStream} is what each stream must carry to count as whole. */
    public StreamLoad(
            LoadClient client,
            List<InetSocketAddress> targets,
            List<WireRequest> requests,
            int streams,
            int tokensPerStream,
            Duration ramp) {
        super(client, targets, streams);
        this.requests = List.copyOf(requests);
        this.streams = streams;
        this.tokensPerStream = tokensPerStream;
        this.rampNanos = ramp.toNanos();
    }

    @Override
    void begin() {
        for (int i = 0; i < streams; i++) {
            later(this::open, rampNanos * i / streams);
        }
    }

    private void open() {
        if (!stopped()) {
            next = (next + 1) % requests.size();
            pool.send(requests.get(next), new OneStream(System.nanoTime()));
        }
    }

    private final class OneStream implements Reply {
        private final long sentNanos;
        private final TokenScanner scanner = new TokenScanner();

        OneStream(long sentNanos) {
            this.sentNanos = sentNanos;
        }

        @Override
        public void body(ByteBuf piece) {
            boolean first = scanner.tokens() == 0;
            int more = scanner.scan(piece);
            recording.tokens(more);
            if (first && more > 0) {
                recording.firstToken(System.nanoTime() - sentNanos);
            }
        }

        @Override
        public void ended(int status) {
            if (status != 200) {
                failed("HTTP " + status);
            } else if (!scanner.done()) {
                failed("stream without [DONE]");
            } else if (scanner.tokens() != tokensPerStream) {
                failed("stream of " + scanner.tokens() + " tokens instead of " + tokensPerStream);
            } else {
                recording.completed(System.nanoTime() - sentNanos);
                open();
            }
        }

        @Override
        public void failed(String reason) {
            recording.failed(reason);
            retryLater(StreamLoad.this::open);
        }
    }
}
