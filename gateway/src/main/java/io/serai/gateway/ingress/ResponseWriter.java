package io.serai.gateway.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.wire.ErrorBodies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one response; lives on its connection's event loop. */
final class ResponseWriter implements ReplySink {
    /** How an answer ended, for the observers. */
    interface Ending {
        /** The last byte is in the client's socket, or will never be; called once. */
        void ended(int status, String code, boolean closing);
    }

    private static final String REQUEST_ID = "x-request-id";
    /** Obeyed by the official SDKs: what has been retried here need not be retried there. */
    private static final String SHOULD_RETRY = "x-should-retry";

    static final String CLIENT_CLOSED = "client_closed";
    static final int STATUS_CLIENT_CLOSED = 499;

    /** Fields that only the writer knows: what a reply or a route says of them would break the framing. */
    private static final List<AsciiString> FRAMING =
            List.of(HttpHeaderNames.CONNECTION, HttpHeaderNames.CONTENT_LENGTH, HttpHeaderNames.TRANSFER_ENCODING);

    private final ChannelHandlerContext context;
    private final Exposure exposure;
    private final Ending ending;
    private boolean keepAlive;
    private int status;
    private Reply.@Nullable Live live;
    private @Nullable LiveBody body;
    private boolean over;
    private boolean paused;
    private Runnable whenOver = () -> {};

    /**
     * What the request means for the shape of its response.
     *
     * @param requestId echoed
     * @param version   of the request
     * @param keepAlive whether the client wants to go on
     * @param head      whether the method was HEAD: no body then
     * @param cors      cross-origin settings
     * @param origin    the request's origin, or null
     * @param allow     methods that the path is served by, where the request's is none of them, or null
     */
    record Exposure(
            String requestId,
            HttpVersion version,
            boolean keepAlive,
            boolean head,
            Cors cors,
            @Nullable String origin,
            @Nullable String allow) {}

    ResponseWriter(ChannelHandlerContext context, Exposure exposure, Ending ending) {
        this.context = context;
        this.exposure = exposure;
        this.ending = ending;
        this.keepAlive = exposure.keepAlive();
    }

    /** Closes the connection after this response; a client that still sends can read it nevertheless. */
    void closeAfterwards() {
        keepAlive = false;
    }

    /** Runs {@code task} on the connection's loop: a step may have moved its exchange to a thread of its own. */
    void onLoop(Runnable task) {
        if (context.executor().inEventLoop()) {
            task.run();
        } else {
            context.executor().execute(task);
        }
    }

    /** Runs when the answer has ended, before the connection reads on. */
    void whenOver(Runnable task) {
        whenOver = task;
    }

    // ---- beginnings

    void refuse(CallError error, boolean alreadyRetried) {
        HttpHeaders fields = fields(Headers.empty());
        fields.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        var after = error.retryAfter();
        if (after != null) {
            fields.set(HttpHeaderNames.RETRY_AFTER, String.valueOf(Math.max(1, after.toSeconds())));
        }
        if (alreadyRetried) {
            fields.set(SHOULD_RETRY, "false");
        }
        whole(error.status(), fields, ErrorBodies.openAi(error), error.code());
    }

    /** Answers with {@code reply}; a live one flows from now on. */
    void answer(Reply reply, Headers added, boolean alreadyRetried) {
        if (reply.status() < 200 || reply.status() > 599) {
            if (reply instanceof Reply.Live flowing) {
                flowing.cancel();
            }
            breakOff(HttpRefusals.wrongStatus(reply.status()));
            return;
        }
        HttpHeaders fields = fields(reply.headers());
        added.forEach(fields::set);
        FRAMING.forEach(fields::remove);
        fields.set(REQUEST_ID, exposure.requestId());
        if (alreadyRetried && reply.status() >= 400) {
            fields.set(SHOULD_RETRY, "false");
        }
        switch (reply) {
            case Reply.Whole(int code, Headers ignored, byte[] body) ->
                whole(code, fields, body, code < 400 ? "ok" : "status_" + code);
            case Reply.Live flowing -> flow(flowing, fields);
        }
    }

    /** Answers a preflight or OPTIONS. */
    void options(boolean preflight) {
        HttpHeaders fields = fields(Headers.empty());
        if (preflight) {
            exposure.cors().preflight(fields);
        }
        whole(204, fields, new byte[0], "ok");
    }

    private HttpHeaders fields(Headers given) {
        HttpHeaders fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        given.forEach(fields::add);
        fields.set(REQUEST_ID, exposure.requestId());
        exposure.cors().decorate(fields, exposure.origin());
        if (exposure.allow() != null) {
            fields.set(HttpHeaderNames.ALLOW, exposure.allow());
        }
        return fields;
    }

    private void whole(int code, HttpHeaders fields, byte[] body, String outcome) {
        if (over) {
            return;
        }
        status = code;
        if (code != 204) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        connectionField(fields);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(code),
                exposure.head() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body),
                fields,
                EmptyHttpHeaders.INSTANCE);
        finish(context.writeAndFlush(response), outcome);
    }

    private void flow(Reply.Live flowing, HttpHeaders fields) {
        if (over) {
            flowing.cancel();
            return;
        }
        status = flowing.status();
        if (exposure.head()) {
            flowing.cancel();
            finish(context.writeAndFlush(headOnly(fields)), "ok");
            return;
        }
        if (exposure.version().isKeepAliveDefault()) {
            fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            keepAlive = false; // HTTP/1.0 knows no chunks: the end of the connection ends the body
        }
        connectionField(fields);
        if (flowing.eventStream()) {
            fields.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), fields);
        context.write(head);
        body = new LiveBody(context, exposure.version().isKeepAliveDefault());
        live = flowing;
        flowing.start(this);
    }

    private FullHttpResponse headOnly(HttpHeaders fields) {
        connectionField(fields);
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.EMPTY_BUFFER,
                fields,
                EmptyHttpHeaders.INSTANCE);
    }

    private void connectionField(HttpHeaders fields) {
        if (!keepAlive) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!exposure.version().isKeepAliveDefault()) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    // ---- the live reply

    @Override
    public void data(byte[] bytes) {
        if (!over && body != null && bytes.length > 0) {
            body.add(bytes);
        }
    }

    @Override
    public void flush() {
        if (!over && body != null) {
            body.write();
            context.flush();
        }
    }

    @Override
    public void end() {
        if (!over) {
            finish(writeLast(), "ok");
        }
    }

    private ChannelFuture writeLast() {
        if (body != null) {
            body.write();
        }
        return context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** Inside an event stream the error is an event; elsewhere only a broken connection tells that bytes are missing. */
    @Override
    public void failed(CallError error) {
        if (over) {
            return;
        }
        if (live != null && live.eventStream()) {
            data(ErrorBodies.openAiSseEvent(error));
            finish(writeLast(), error.code());
        } else {
            keepAlive = false;
            if (!exposure.version().isKeepAliveDefault()) {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0); // without chunks only a reset tells
            }
            if (body != null) {
                body.write();
            }
            finish(context.writeAndFlush(Unpooled.EMPTY_BUFFER), error.code());
        }
    }

    /** What should answer has failed where it must not: tells the client as well as is still possible. */
    void breakOff(CallError error) {
        if (over) {
            return;
        }
        if (live == null) {
            refuse(error, false);
        } else {
            Reply.Live broken = live;
            failed(error);
            broken.cancel();
        }
    }

    /** The end is the last byte's: a client that does not read its answers is not served another one. */
    private void finish(ChannelFuture written, String outcome) {
        over = true;
        written.addListener(sent -> {
            if (!sent.isSuccess()) {
                context.close();
                tellEnding(status, CLIENT_CLOSED, true);
                return;
            }
            if (!keepAlive) {
                PoliteClose.endOutput(context.channel());
            }
            tellEnding(status, outcome, !keepAlive);
        });
    }

    private void tellEnding(int code, String outcome, boolean closing) {
        whenOver.run();
        ending.ended(code, outcome, closing);
    }

    // ---- from the connection

    /** The client's socket may take more bytes, or no more for now. */
    void writabilityChanged() {
        boolean now = context.channel().isWritable();
        if (live == null || over || paused != now) {
            return;
        }
        paused = !now;
        if (now) {
            live.resume();
        } else {
            live.pause();
        }
    }

    /** The client has gone. */
    void clientGone() {
        if (over) {
            return;
        }
        over = true;
        if (body != null) {
            body.discard();
        }
        if (live != null) {
            live.cancel();
        }
        tellEnding(live == null ? STATUS_CLIENT_CLOSED : status, CLIENT_CLOSED, true);
    }
}
