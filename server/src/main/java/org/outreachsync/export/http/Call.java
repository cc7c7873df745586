package org.outreachsync.export.http;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;

/** One request to one checked address. What goes wrong is told by {@link Loss} alone: messages could hold secrets. */
final class Call {

    private static final String USER_AGENT = "outreach-sync";

    /** By which a connection is only closed. */
    private static final List<Class<? extends Throwable>> CLOSED =
            List.of(HttpClosedException.class, PrematureChannelClosureException.class, IOException.class);

    private final HttpClient client;
    private final OutboundLimits limits;
    private final Endpoint endpoint;
    private final Credentials credentials;
    private final Request request;

    Call(HttpClient client, OutboundLimits limits, Endpoint endpoint, Credentials credentials, Request request) {
        this.client = client;
        this.limits = limits;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.request = request;
    }

    /** The answer would be larger than the limit. */
    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Where a call is. Whoever comes first, the connection or the deadline, decides whether anything is sent. */
    private enum Stage {
        CONNECTING,
        SENT,
        GIVEN_UP
    }

    /** Sends and waits, at most for this long. */
    Answer at(InetAddress address, Duration left) {
        var stage = new AtomicReference<>(Stage.CONNECTING);
        var request = new AtomicReference<@Nullable HttpClientRequest>();
        var broken = new AtomicReference<@Nullable Throwable>();
        // On the event loop from the connection on: data that arrives before somebody listens is lost.
        var answer = client.request(options(address)).compose(connected -> {
            request.set(connected);
            connected.exceptionHandler(told -> {});
            connected.connection().exceptionHandler(failed -> broken.compareAndSet(null, failed));
            return stage.compareAndSet(Stage.CONNECTING, Stage.SENT) ? sendOver(connected) : giveUp(connected);
        });
        try {
            return answer.toCompletionStage().toCompletableFuture().get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            return new Lost(stage.get() == Stage.SENT ? loss(failed, broken.get()) : noConnection(failed));
        } catch (TimeoutException late) {
            return new Lost(stop(stage, request.get()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Lost(stop(stage, request.get()));
        }
    }

    private Future<Answer> sendOver(HttpClientRequest connected) {
        return connected
                .send(Buffer.buffer(request.body()))
                .compose(this::whole)
                .onFailure(failed -> connected.reset());
    }

    private static Future<Answer> giveUp(HttpClientRequest connected) {
        connected.reset();
        return Future.failedFuture(new TimeoutException());
    }

    private static Loss stop(AtomicReference<Stage> stage, @Nullable HttpClientRequest request) {
        if (stage.compareAndSet(Stage.CONNECTING, Stage.GIVEN_UP)) {
            return Loss.NO_CONNECTION;
        }
        if (request != null) {
            request.reset();
        }
        return Loss.TOO_SLOW;
    }

    private RequestOptions options(InetAddress address) {
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.secure())
                .setURI(endpoint.path() + request.target())
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setFollowRedirects(false)
                .setConnectTimeout(limits.connect().toMillis())
                .setIdleTimeout(limits.idle().toMillis())
                .putHeader(HttpHeaders.USER_AGENT, USER_AGENT)
                .putHeader(HttpHeaders.ACCEPT, request.accept());
        request.headers().forEach(options::putHeader);
        credentials.header().ifPresent(header -> options.putHeader(HttpHeaders.AUTHORIZATION, header));
        var contentType = request.contentType();
        return contentType == null ? options : options.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    }

    private Future<Answer> whole(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        var body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > limits.responseBytesMax()) {
                whole.tryFail(new TooLargeException());
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> whole.tryComplete(new Reply(
                response.statusCode(),
                response.getHeader(HttpHeaders.CONTENT_TYPE),
                response.getHeader(HttpHeaders.LOCATION),
                response.getHeader(HttpHeaders.RETRY_AFTER),
                response.getHeader(HttpHeaders.ETAG),
                body.getBytes())));
        return whole.future();
    }

    private static Loss noConnection(ExecutionException failed) {
        return isOf(failed, SSLException.class) ? Loss.NOT_TRUSTED : Loss.NO_CONNECTION;
    }

    private static Loss loss(ExecutionException failed, @Nullable Throwable broken) {
        // What is no HTTP breaks the connection, and the request then only hears that it was closed.
        boolean notHttp = broken != null && CLOSED.stream().noneMatch(type -> isOf(broken, type));
        if (notHttp || isOf(failed, TooLargeException.class)) {
            return Loss.UNREADABLE;
        }
        return isOf(failed, TimeoutException.class) ? Loss.TOO_SLOW : Loss.CUT;
    }

    private static boolean isOf(Throwable failed, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
