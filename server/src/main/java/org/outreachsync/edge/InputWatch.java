package org.outreachsync.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the parser of a connection and Vert.x, which would answer a request of an unknown version with a
 * status alone, and hang up without an answer when the chunks of a body cannot be read. With this, the first is a
 * request whose head cannot be read, and after the second the connection stays open until its answer can have been
 * read.
 */
final class InputWatch extends ChannelDuplexHandler {

    private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

    private final Duration linger;
    private boolean broken;

    /** The request is of a version of HTTP, or of a protocol, that the port does not speak. */
    static final class OtherVersionException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        OtherVersionException() {
            super("not HTTP/1.0 or HTTP/1.1");
        }
    }

    private InputWatch(Duration linger) {
        this.linger = linger;
    }

    /**
     * Watches what comes in on a new connection.
     *
     * @param linger how long a connection stays open whose body cannot be read
     */
    static void watch(HttpConnection connection, Duration linger) {
        var vertx = ((ConnectionBase) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), "input-watch", new InputWatch(linger));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request
                && request.decoderResult().isSuccess()
                && !VERSIONS.contains(request.protocolVersion())) {
            request.setDecoderResult(DecoderResult.failure(new OtherVersionException()));
            // The answer begins with the version of its request.
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        broken |= message instanceof HttpContent content
                && content.decoderResult().isFailure();
        context.fireChannelRead(message);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise closed) {
        if (!broken) {
            hangUp(context, closed);
            return;
        }
        // To close discards what was written in answer to what arrived together with the broken chunk.
        context.flush();
        var _ = context.executor().schedule(() -> hangUp(context, closed), linger.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void hangUp(ChannelHandlerContext context, ChannelPromise closed) {
        var _ = context.close(closed);
    }
}
