package io.serai.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** A client connection with at most one request under way. Confined to its event loop. */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {
    private final Channel channel;
    private final Owner owner;
    private @Nullable Reply reply;
    private int status;
    private boolean keepAlive = true;

    /** Who decides what a connection does next. */
    interface Owner {
        /** The response is complete and the connection is fit for another request. */
        void idle(HttpConnection connection);

        /** The connection is closed for good. */
        void gone(HttpConnection connection);
    }

    HttpConnection(Channel channel, Owner owner) {
        this.channel = channel;
        this.owner = owner;
    }

    void send(WireRequest request, Reply to) {
        if (reply != null) {
            throw new IllegalStateException("a request is under way on this connection; use another");
        }
        reply = to;
        // A failed write closes the connection, which is how the reply learns of it.
        var _ = channel.writeAndFlush(request.view(), channel.voidPromise());
    }

    boolean usable() {
        return keepAlive && channel.isActive();
    }

    /** Closes without telling the reply. */
    void abandon() {
        reply = null;
        var _ = channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse head) {
            status = head.status().code();
            keepAlive = HttpUtil.isKeepAlive(head);
        }
        if (reply != null && message instanceof HttpContent content) {
            reply.body(content.content());
        }
        if (message instanceof LastHttpContent last) {
            end(last);
        }
    }

    private void end(LastHttpContent last) {
        var done = reply;
        reply = null;
        if (done == null) {
            return;
        }
        if (last.decoderResult().isFailure()) {
            keepAlive = false;
            var _ = channel.close();
            done.failed("malformed response");
            return;
        }
        // Idle first: the reply may send the next request, and should find this connection.
        if (usable()) {
            owner.idle(this);
        } else {
            var _ = channel.close();
        }
        done.ended(status);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail("connection closed");
        owner.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause.getClass().getSimpleName());
        var _ = context.close();
    }

    private void fail(String reason) {
        var done = reply;
        reply = null;
        keepAlive = false;
        if (done != null) {
            done.failed(reason);
        }
    }
}
