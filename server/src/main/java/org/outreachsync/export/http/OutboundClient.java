package org.outreachsync.export.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.exchange.Request;

/**
 * Sends requests to recipients' servers. It follows no redirect, repeats nothing, and connects to the very address that
 * it has resolved and checked, so that a name which changes its address in between gains nothing. Certificates are
 * always checked, against the name of the host. Threads that call it wait; they should be virtual.
 */
public final class OutboundClient implements AutoCloseable {

    private final HttpClient client;
    private final OutboundPolicy policy;
    private final OutboundLimits limits;
    private final Resolver resolver;

    /**
     * A client for all recipients.
     *
     * @param trusted a file with the certificates of authorities, in PEM, that are trusted in place of those of the
     *     JVM, or null
     */
    public OutboundClient(
            Vertx vertx, OutboundPolicy policy, OutboundLimits limits, Resolver resolver, @Nullable Path trusted) {
        this.policy = policy;
        this.limits = limits;
        this.resolver = resolver;
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                // A connection that the server closes at the wrong moment would look like a lost answer.
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(limits.headerBytesMax())
                .setConnectTimeout(Math.toIntExact(limits.connect().toMillis()))
                .setSslHandshakeTimeout(limits.connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setVerifyHost(true);
        if (trusted != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()));
        }
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(limits.connectionsMax()));
    }

    /** A way to one server, as one account. */
    public Exchange to(Endpoint endpoint, Credentials credentials) {
        return request -> send(endpoint, credentials, request);
    }

    private Answer send(Endpoint endpoint, Credentials credentials, Request request) {
        if (request.body().length > limits.requestBytesMax()) {
            return new Lost(Loss.REQUEST_TOO_LARGE);
        } else if (!policy.allows(endpoint)) {
            return new Lost(Loss.NOT_ALLOWED);
        }
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(endpoint.host());
        } catch (UnknownHostException unknown) {
            return new Lost(Loss.NO_ADDRESS);
        }
        if (!policy.allows(endpoint, addresses)) {
            return new Lost(Loss.NOT_ALLOWED);
        }
        return tryEach(addresses, new Call(client, limits, endpoint, credentials, request));
    }

    /** Goes on to the next address only while nothing was sent. */
    private Answer tryEach(List<InetAddress> addresses, Call call) {
        long deadline = System.nanoTime() + limits.whole().toNanos();
        Answer answer = new Lost(Loss.NO_ADDRESS);
        for (var address : addresses) {
            answer = call.at(address, Duration.ofNanos(deadline - System.nanoTime()));
            if (!(answer instanceof Lost(var loss)) || loss != Loss.NO_CONNECTION) {
                return answer;
            }
        }
        return answer;
    }

    /** Closes every connection. Requests under way are lost. */
    @Override
    public void close() {
        client.close();
    }
}
