package org.outreachsync.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The NIO transport of Vert.x, which also counts each connection when it is accepted. Vert.x itself reports a
 * connection only after its TLS handshake, so a caller that never completes the handshake could hold any number of
 * them.
 */
final class CountingTransport extends NioTransport {

    private final Connections connections;

    private CountingTransport(Connections connections) {
        this.connections = connections;
    }

    /** A Vert.x instance for one port, with counted connections. */
    static Vertx vertx(Connections connections, int eventLoops) {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(eventLoops)
                        .setFileSystemOptions(new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false)))
                .withTransport(new Given(new CountingTransport(connections)))
                .build();
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Door());
    }

    /** The handler of the listening socket; each message that it reads is an accepted connection. */
    private final class Door extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            var channel = (Channel) accepted;
            if (!(channel.remoteAddress() instanceof InetSocketAddress from) || !admit(channel, from)) {
                channel.unsafe().closeForcibly();
                return;
            }
            context.fireChannelRead(accepted);
        }

        private boolean admit(Channel channel, InetSocketAddress from) {
            var host = from.getAddress().getHostAddress();
            var peer = new Connections.Peer(host, from.getPort());
            var address = Addresses.ofText(host);
            channel.closeFuture().addListener(closed -> connections.closed(peer));
            return connections.opened(
                    peer,
                    address == null ? host : address,
                    () -> cut(channel).addListener(closed -> connections.closed(peer)));
        }

        /** From the first handler on, so that no other delays it. */
        private static ChannelFuture cut(Channel channel) {
            var first = channel.pipeline().firstContext();
            return first == null ? channel.close() : first.close();
        }
    }

    private record Given(io.vertx.core.spi.transport.Transport implementation) implements Transport {

        @Override
        public String name() {
            return "nio";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }
    }
}
