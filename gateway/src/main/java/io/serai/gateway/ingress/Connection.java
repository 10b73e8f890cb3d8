package io.serai.gateway.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client connection: reads a request, has it served, reads the next. Last handler of its channel. */
final class Connection extends ChannelInboundHandlerAdapter {
    /** User event: a shutdown has begun. */
    static final Object CLOSE_IF_IDLE = new Object();

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** What a client may pipeline while a call runs, in decoded messages; above it reading stops. */
    private static final int HELD_MESSAGES = 64;
    /** How long a refused client may go on sending before the connection is cut. */
    private static final Duration LINGER = Duration.ofSeconds(2);
    /** A refused body up to this size is read to its end, so that the connection can be kept. */
    private static final long DRAINED_BYTES = 256 << 10;

    private enum State {
        /** Between requests, or within a head. */
        HEAD,
        /** Within the body of a request that will be served. */
        BODY,
        /** Within the body of a request that has been refused. */
        DRAINING,
        /** A call runs. */
        BUSY,
        /** The last answer is written; what still comes is thrown away. */
        CLOSING
    }

    private final Server server;
    private final Deque<Object> held = new ArrayDeque<>();
    private State state = State.HEAD;
    private @Nullable ChannelHandlerContext context;
    private @Nullable PendingRequest pending;
    private @Nullable ResponseWriter writer;
    private @Nullable CallError refusal;
    private long deadlineNanos;
    private boolean headBegun;
    private int slot;

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
        state = State.CLOSING;
        Deadlines.ofThisLoop().remove(this);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        if (writer != null) {
            writer.clientGone();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (writer != null) {
            writer.writable(changed.channel().isWritable());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        LOG.debug("connection failed", cause);
        failed.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event == CLOSE_IF_IDLE && state == State.HEAD && !headBegun) {
            triggered.close();
        }
    }

    // ---- deadlines

    /** Called by the decoder before it looks at new bytes. */
    void bytesCame() {
        if (state == State.HEAD && !headBegun) {
            headBegun = true;
            deadline(server.settings().headTimeout());
        }
    }

    private void deadline(Duration from) {
        deadlineNanos = from.isZero() ? 0 : System.nanoTime() + from.toNanos();
    }

    void checkDeadline(long now) {
        if (deadlineNanos == 0 || now - deadlineNanos < 0) {
            return;
        }
        deadlineNanos = 0;
        ChannelHandlerContext channel = open();
        if ((state == State.HEAD && !headBegun) || state == State.CLOSING) {
            channel.close();
        } else if (state == State.HEAD) {
            refuseUnparsed(HttpRefusals.headTooSlow());
        } else if (state == State.BODY || state == State.DRAINING) {
            refuseAndClose(refusal != null ? refusal : HttpRefusals.bodyTooSlow());
        }
    }

    private ChannelHandlerContext open() {
        return Objects.requireNonNull(context, "the handler is in a pipeline");
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (state == State.CLOSING) {
            ReferenceCountUtil.release(message);
        } else if (state == State.BUSY) {
            held.add(message);
            if (held.size() >= HELD_MESSAGES) {
                reading.channel().config().setAutoRead(false);
            }
        } else {
            accept(message);
        }
    }

    private void accept(Object message) {
        try {
            if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
                refuseUnparsed(HttpRefusals.unparsed(object.decoderResult().cause()));
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

    private void head(HttpRequest request) {
        var settings = server.settings();
        PendingRequest made = PendingRequest.of(request, open(), settings);
        pending = made;
        refusal = server.gate().refuse(made);
        deadline(settings.bodyTimeout());
        if (refusal == null) {
            state = State.BODY;
            if (made.expectsContinue()) {
                open().writeAndFlush(continueResponse());
            }
        } else if (made.expectsContinue() || made.announcedBytes() > DRAINED_BYTES || made.chunked()) {
            refuseAndClose(refusal);
        } else {
            state = State.DRAINING;
        }
    }

    private static Object continueResponse() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    private void body(HttpContent content) {
        PendingRequest request = pending;
        if (request == null || (state != State.BODY && state != State.DRAINING)) {
            return;
        }
        if (state == State.BODY && !request.body().add(content.content(), request.announcedBytes())) {
            refuseAndClose(HttpRefusals.bodyTooLarge(server.settings().bodyLimitBytes()));
        } else if (content instanceof LastHttpContent) {
            complete(request);
        }
    }

    // ---- answering

    private void complete(PendingRequest request) {
        deadlineNanos = 0;
        pending = null;
        CallError refused = refusal;
        refusal = null;
        state = State.BUSY;
        InferenceCall call = request.call();
        ResponseWriter made = begin(request, call);
        if (refused != null) {
            made.refuse(refused, false);
        } else if (request.answeredAsOptions()) {
            made.options(request.allowedMethods(), request.preflight());
        } else {
            server.serve(call, request.entry(), made);
        }
    }

    private ResponseWriter begin(PendingRequest request, InferenceCall call) {
        server.openCalls().began();
        call.trace().pipelineBegan(System.nanoTime());
        var made = new ResponseWriter(open(), request.exposure(server.settings().cors()), (status, code, closing) -> {
            server.ended(call, status, code);
            writer = null;
            afterAnswer(closing);
        });
        writer = made;
        if (server.openCalls().refusing()) {
            made.closeAfterwards();
        }
        return made;
    }

    private void afterAnswer(boolean closing) {
        if (closing || state == State.CLOSING) {
            closing();
            return;
        }
        state = State.HEAD;
        headBegun = false;
        deadline(server.settings().keepAliveTimeout());
        if (!held.isEmpty()) {
            open().executor().execute(this::readHeld);
        }
    }

    /** Runs later rather than at once: a long pipeline must not grow the stack. */
    private void readHeld() {
        while (!held.isEmpty() && state != State.BUSY && state != State.CLOSING) {
            headBegun = true;
            accept(held.removeFirst());
        }
        if (held.size() < HELD_MESSAGES) {
            open().channel().config().setAutoRead(true);
        }
    }

    /** Answers before the request was read to its end, then closes politely. */
    private void refuseAndClose(CallError error) {
        PendingRequest request = pending;
        if (request == null) {
            refuseUnparsed(error);
            return;
        }
        deadlineNanos = 0;
        pending = null;
        refusal = null;
        state = State.BUSY;
        ResponseWriter made = begin(request, request.withoutBody());
        made.lingerAfterwards();
        made.refuse(error, false);
    }

    /** Answers what was no request. */
    private void refuseUnparsed(CallError error) {
        pending = PendingRequest.unparsed(open(), server.settings());
        refuseAndClose(error);
    }

    private void closing() {
        state = State.CLOSING;
        deadline(LINGER);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        open().channel().config().setAutoRead(true);
    }

    /**
     * Ends our side only: closing at once, with unread bytes, resets the connection under the answer. The deadline of
     * {@link State#CLOSING} ends the rest.
     */
    static void endOutput(ChannelHandlerContext channel) {
        if (channel.channel() instanceof SocketChannel socket
                && channel.pipeline().get(SslHandler.class) == null) {
            socket.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            channel.close();
        }
    }
}
