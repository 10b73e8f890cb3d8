package io.serai.gateway.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.apache.camel.component.netty.http.HttpServerBootstrapFactory;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code netty-http} with the gateway's own Netty pipeline. The component's option for an initializer is ignored
 * by Camel 4.17; overriding the bootstrap factory is what works.
 */
public final class IngressComponent extends NettyHttpComponent {
    private final Server server;
    private final int lineLimit;
    private final int headerLimit;
    private final @Nullable ServerTls tls;

    /**
     * A component whose consumers serve {@code server}.
     *
     * @param lineLimit   longest request line in bytes
     * @param headerLimit largest head in bytes
     * @param tls         TLS, or null for plain connections
     */
    public IngressComponent(Server server, int lineLimit, int headerLimit, @Nullable ServerTls tls) {
        this.server = server;
        this.lineLimit = lineLimit;
        this.headerLimit = headerLimit;
        this.tls = tls;
    }

    @Override
    protected HttpServerBootstrapFactory getOrCreateHttpNettyServerBootstrapFactory(NettyHttpConsumer consumer) {
        server.listener(new ExchangeStarter(consumer));
        var factory = new HttpServerBootstrapFactory(
                getMultiplexChannelHandler(consumer.getConfiguration().getPort()));
        factory.init(getCamelContext(), consumer.getConfiguration(), new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                assemble(channel);
            }
        });
        return factory;
    }

    private void assemble(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast(tls.handler(channel));
        }
        var connection = new Connection(server);
        pipeline.addLast(new RequestDecoder(connection, lineLimit, headerLimit));
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(connection);
    }
}
