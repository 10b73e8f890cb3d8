package io.serai.gateway.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import io.serai.wire.ErrorBodies;
import org.jspecify.annotations.Nullable;

/** Writes one response; lives on its connection's event loop. */
final class ResponseWriter implements ReplySink {
    /** How an answer ended, for the observers. */
    interface Ending {
        /** The last byte is on its way, or will never be; called once. */
        void ended(int status, String code, boolean closing);
    }

    static final String CLIENT_CLOSED = "client_closed";
    static final int STATUS_CLIENT_CLOSED = 499;

    private final ChannelHandlerContext context;
    private final Exposure exposure;
    private final Ending ending;
    private boolean keepAlive;
    private int status;
    private Reply.@Nullable Live live;
    private boolean over;
    private boolean paused;
    private boolean linger;
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
     */
    record Exposure(
            String requestId,
            HttpVersion version,
            boolean keepAlive,
            boolean head,
            Cors cors,
            @Nullable String origin) {}

    ResponseWriter(ChannelHandlerContext context, Exposure exposure, Ending ending) {
        this.context = context;
        this.exposure = exposure;
        this.ending = ending;
        this.keepAlive = exposure.keepAlive();
    }

    /** Closes the connection after this response. */
    void closeAfterwards() {
        keepAlive = false;
    }

    /** As {@link #closeAfterwards}, for a client that may still be sending. */
    void lingerAfterwards() {
        keepAlive = false;
        linger = true;
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
            fields.set("x-should-retry", "false");
        }
        if (error.status() == 405 && error.param() != null) {
            fields.set(HttpHeaderNames.ALLOW, error.param());
        }
        whole(error.status(), fields, ErrorBodies.openAi(error), error.code());
    }

    /** Answers with {@code reply}; a live one flows from now on. */
    void answer(Reply reply, Headers added) {
        HttpHeaders fields = fields(reply.headers());
        added.forEach(fields::set);
        switch (reply) {
            case Reply.Whole(int code, Headers ignored, byte[] body) ->
                whole(code, fields, body, code < 400 ? "ok" : "status_" + code);
            case Reply.Live flowing -> flow(flowing, fields);
        }
    }

    /** Answers a preflight or OPTIONS. */
    void options(String allowed, boolean preflight) {
        HttpHeaders fields = fields(Headers.empty());
        fields.set(HttpHeaderNames.ALLOW, allowed);
        if (preflight) {
            exposure.cors().preflight(fields);
        }
        whole(204, fields, new byte[0], "ok");
    }

    private HttpHeaders fields(Headers given) {
        HttpHeaders fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        given.forEach(fields::add);
        fields.set("x-request-id", exposure.requestId());
        exposure.cors().decorate(fields, exposure.origin());
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
        live = flowing;
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
        flowing.start(this);
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
        if (!over) {
            context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        }
    }

    @Override
    public void flush() {
        if (!over) {
            context.flush();
        }
    }

    @Override
    public void end() {
        if (!over) {
            finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), "ok");
        }
    }

    /** Inside an event stream the error is an event; elsewhere only a broken connection tells that bytes are missing. */
    @Override
    public void failed(CallError error) {
        if (over) {
            return;
        }
        if (live != null && live.eventStream()) {
            data(ErrorBodies.openAiSseEvent(error));
            finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), error.code());
        } else {
            keepAlive = false;
            finish(context.writeAndFlush(Unpooled.EMPTY_BUFFER), error.code());
        }
    }

    private void finish(ChannelFuture written, String outcome) {
        over = true;
        if (linger) {
            written.addListener(future -> Connection.endOutput(context));
        } else if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        tellEnding(status, outcome, !keepAlive);
    }

    private void tellEnding(int code, String outcome, boolean closing) {
        whenOver.run();
        ending.ended(code, outcome, closing);
    }

    // ---- from the connection

    /** The client's socket takes more bytes, or no more for now. */
    void writable(boolean now) {
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
        if (live != null) {
            live.cancel();
        }
        tellEnding(live == null ? STATUS_CLIENT_CLOSED : status, CLIENT_CLOSED, true);
    }
}
