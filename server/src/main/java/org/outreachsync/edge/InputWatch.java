package org.outreachsync.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the parser of a connection and Vert.x, for three cases that Vert.x does not leave to us. It would
 * answer a request of an unknown version with a status alone; here that request becomes one whose head cannot be read.
 * It would hang up without an answer when the chunks of a body cannot be read; here the connection stays open for a
 * moment, so that the answer arrives. And it would keep a connection that is to be closed if the header that says so
 * says more than that.
 */
final class InputWatch extends ChannelDuplexHandler {

    private final Duration linger;
    private boolean isBodyBroken;
    private boolean isOtherVersion;

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
        if (isOtherVersion) {
            // What follows in another version cannot be told apart.
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            isOtherVersion = request.decoderResult().isSuccess() && !isServed(request.protocolVersion());
            context.fireChannelRead(isOtherVersion ? unreadable(request) : plain(request));
        } else {
            isBodyBroken |= message instanceof HttpContent content
                    && content.decoderResult().isFailure();
            context.fireChannelRead(message);
        }
    }

    /** Compared as Vert.x does: the parser has other objects for "http/1.1" and "HTTP/1.01". */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isServed(HttpVersion version) {
        return version == HttpVersion.HTTP_1_0 || version == HttpVersion.HTTP_1_1;
    }

    /** What else the header Connection lists is of no use here. */
    private static HttpRequest plain(HttpRequest request) {
        var options = HeaderList.items(request.headers().getAll(HttpHeaderNames.CONNECTION));
        if (options.stream().anyMatch("close"::equalsIgnoreCase)) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return request;
    }

    /** As the parser passes on a head that it cannot read. The answer begins with its version. */
    private static HttpRequest unreadable(HttpRequest request) {
        ReferenceCountUtil.release(request);
        var unreadable = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, request.method(), request.uri());
        unreadable.setDecoderResult(DecoderResult.failure(new OtherVersionException()));
        return unreadable;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise closed) {
        if (!isBodyBroken) {
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
