package io.serai.gateway.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.gateway.ingress.ConnectionState.Bare;
import io.serai.gateway.ingress.ConnectionState.Body;
import io.serai.gateway.ingress.ConnectionState.Busy;
import io.serai.gateway.ingress.ConnectionState.Draining;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client connection: reads a request, has it served, reads the next. Last handler of its channel. */
final class Connection extends ChannelInboundHandlerAdapter {
    /** User event: a shutdown has begun. */
    static final Object CLOSE_IF_IDLE = new Object();
    /** User event: the grace period of a shutdown is over. */
    static final Object CUT = new Object();

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** How long a client may go on sending after its last answer before the connection is cut. */
    private static final Duration LINGER = Duration.ofSeconds(2);
    /** A refused body up to this size is read to its end, so that the connection can be kept. */
    private static final long DRAINED_BYTES = 256 << 10;

    private final Server server;
    private final HeldMessages held = new HeldMessages();
    private final StallWatch stalls = new StallWatch();
    private ConnectionState state = Bare.IDLE;
    private @Nullable ChannelHandlerContext context;
    private long deadlineNanos;
    private int slot = Deadlines.NO_SLOT;

    Connection(Server server) {
        this.server = server;
    }

    int slot() {
        return slot;
    }

    void slot(int position) {
        slot = position;
    }

    // ---- life of the channel

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        Deadlines.ofThisLoop().add(this, active.channel().eventLoop());
        server.openCalls().connected(active.channel());
        deadline(server.settings().headTimeout());
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        ConnectionState last = state;
        state = Bare.CLOSING;
        Deadlines.ofThisLoop().remove(this);
        held.drop();
        switch (last) {
            case Busy(ResponseWriter writer) -> writer.clientGone();
            case Body(PendingRequest request) -> {
                request.settle(server.bodyMemory());
                request.leave();
            }
            case Draining ignored -> {}
            case Bare ignored -> {}
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (state instanceof Busy(ResponseWriter writer)) {
            writer.writabilityChanged();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        LOG.debug("connection failed", cause);
        failed.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event == CUT) {
            if (state instanceof Busy(ResponseWriter writer)) {
                writer.breakOff(HttpRefusals.shuttingDown());
            }
            return;
        }
        if (event != CLOSE_IF_IDLE) {
            return;
        }
        if (state instanceof Busy(ResponseWriter writer)) {
            writer.closeAfterwards();
        } else if (state == Bare.IDLE && held.isEmpty()) {
            triggered.close();
        }
    }

    private ChannelHandlerContext open() {
        return Objects.requireNonNull(context, "the handler is in a pipeline");
    }

    // ---- deadlines

    /** Called by the decoder before it looks at new bytes. */
    void bytesCame() {
        if (state == Bare.IDLE && held.isEmpty()) {
            state = Bare.HEAD;
            deadline(server.settings().headTimeout());
        }
    }

    private void deadline(Duration from) {
        deadlineNanos = from.isZero() ? 0 : System.nanoTime() + from.toNanos();
    }

    void checkDeadline(long now) {
        if (state instanceof Busy) {
            if (stalls.stalled(open().channel(), now, server.settings().keepAliveTimeout())) {
                open().close();
            }
        } else if (deadlineNanos != 0 && now - deadlineNanos >= 0) {
            deadlineNanos = 0;
            deadlinePassed();
        }
    }

    private void deadlinePassed() {
        switch (state) {
            case Bare.IDLE, Bare.CLOSING -> open().close();
            case Bare.HEAD -> refuseAndClose(unparsed(EmptyHttpHeaders.INSTANCE), HttpRefusals.headTooSlow());
            case Body(PendingRequest request) -> refuseAndClose(request, HttpRefusals.bodyTooSlow());
            case Draining(PendingRequest request, CallError refusal) -> refuseAndClose(request, refusal);
            case Busy ignored -> {}
        }
    }

    // ---- reading

    /** What comes while older messages are held must queue behind them, even if no call runs at this moment. */
    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (state == Bare.CLOSING) {
            ReferenceCountUtil.release(message);
        } else if (state instanceof Busy || !held.isEmpty()) {
            held.add(message, reading.channel());
        } else {
            accept(message);
        }
    }

    private void accept(Object message) {
        try {
            if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
                undecodable(object);
                return;
            }
            if (message instanceof HttpRequest request) {
                head(request);
            }
            if (message instanceof HttpContent content) {
                body(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void undecodable(HttpObject message) {
        Throwable cause = message.decoderResult().cause();
        if (cause instanceof PrematureChannelClosureException) {
            return; // the client has gone within a head: there is nobody to tell
        }
        switch (state) {
            case Body(PendingRequest request) -> refuseAndClose(request, HttpRefusals.unparsed(cause));
            case Draining(PendingRequest request, CallError refusal) -> refuseAndClose(request, refusal);
            case Bare ignored -> {
                HttpHeaders fields = message instanceof HttpRequest part ? part.headers() : EmptyHttpHeaders.INSTANCE;
                refuseAndClose(unparsed(fields), HttpRefusals.unparsed(cause));
            }
            case Busy ignored -> {}
        }
    }

    private PendingRequest unparsed(HttpHeaders fields) {
        return PendingRequest.unparsed(fields, open(), server.settings());
    }

    private void head(HttpRequest message) {
        var settings = server.settings();
        PendingRequest request = PendingRequest.of(message, open(), settings);
        CallError refusal = server.gate().refuse(request);
        deadline(settings.bodyTimeout());
        if (refusal == null) {
            state = new Body(request);
            if (request.expectsContinue()) {
                open().writeAndFlush(continueResponse());
            }
        } else if (request.endsWithin(DRAINED_BYTES)) {
            request.leave();
            state = new Draining(request, refusal);
        } else {
            refuseAndClose(request, refusal);
        }
    }

    private static Object continueResponse() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    private void body(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (state instanceof Body(PendingRequest request)) {
            if (!request.body().add(content.content(), request.announcedBytes())) {
                refuseAndClose(request, HttpRefusals.bodyTooLarge(request.body().limit()));
            } else if (!request.account(server.bodyMemory())) {
                refuseAndClose(request, HttpRefusals.noMemory());
            } else if (last) {
                serve(request);
            }
        } else if (last && state instanceof Draining(PendingRequest request, CallError refusal)) {
            begin(request, request.withoutBody()).refuse(refusal, false);
        }
    }

    // ---- answering

    private void serve(PendingRequest request) {
        InferenceCall call = request.call();
        ResponseWriter writer = begin(request, call);
        if (request.answeredAsOptions()) {
            writer.options(request.preflight());
        } else {
            server.serve(call, request.entry(), request.handOver(), writer);
        }
    }

    /** Answers before the request was read to its end, then closes politely. */
    private void refuseAndClose(PendingRequest request, CallError error) {
        request.leave();
        ResponseWriter writer = begin(request, request.withoutBody());
        writer.closeAfterwards();
        writer.refuse(error, false);
    }

    private ResponseWriter begin(PendingRequest request, InferenceCall call) {
        deadlineNanos = 0;
        server.openCalls().began();
        call.trace().pipelineBegan(System.nanoTime());
        var writer =
                new ResponseWriter(open(), request.exposure(server.settings().cors()), (status, code, closing) -> {
                    request.settle(server.bodyMemory());
                    server.ended(call, status, code);
                    afterAnswer(closing);
                });
        state = new Busy(writer);
        if (server.openCalls().refusing()) {
            writer.closeAfterwards();
        }
        return writer;
    }

    private void afterAnswer(boolean closing) {
        if (state == Bare.CLOSING) {
            return;
        }
        if (closing) {
            state = Bare.CLOSING;
            deadline(LINGER);
            held.drop();
            held.readOn(open().channel());
        } else {
            state = Bare.IDLE;
            deadline(server.settings().keepAliveTimeout());
            if (!held.isEmpty()) {
                open().executor().execute(this::readHeld);
            }
        }
    }

    /** Runs as a task of its own: a long pipeline of requests that are answered at once must not grow the stack. */
    private void readHeld() {
        while (!held.isEmpty() && !(state instanceof Busy)) {
            accept(held.next());
        }
        held.readOn(open().channel());
    }
}
