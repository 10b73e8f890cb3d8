package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/** Ends a connection so that the client can still read the last answer. */
final class PoliteClose {
    private PoliteClose() {}

    /**
     * Ends our side only: closing at once, with bytes of the client unread, resets the connection under the answer. The
     * client's side ends with its own close, or with the deadline of a connection that closes.
     */
    static void endOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput(channel);
        } else {
            tls.closeOutbound().addListener(told -> shutdownOutput(channel));
        }
    }

    private static void shutdownOutput(Channel channel) {
        if (channel instanceof SocketChannel socket && socket.config().getSoLinger() != 0) {
            socket.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            channel.close();
        }
    }
}
