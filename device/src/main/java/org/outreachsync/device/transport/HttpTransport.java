package org.outreachsync.device.transport;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * HTTP over OkHttp. It sends each request once: it follows no redirect, so a token never goes to another host, and it
 * leaves retries to the sync engine. It keeps no cookies and caches nothing. It requires TLS for every host but the
 * local machine; otherwise anybody on the network could read client codes and the token, and command the tablet to wipe
 * itself.
 */
public final class HttpTransport implements Transport {

    /** Host names that always mean the local machine. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private static final int OK = 200;
    private static final long BLOCK_BYTES = 8 * 1024;

    private final URI server;
    private final HttpSettings settings;
    private final OkHttpClient client;

    /**
     * @param server scheme, host and port, such as {@code https://sync.example.org}
     * @throws IllegalArgumentException unless the scheme is https, or http to the local machine
     */
    public HttpTransport(URI server, HttpSettings settings) {
        if (!isTrusted(server)) {
            throw new IllegalArgumentException(
                    "a tablet syncs over https; http is only allowed to the local machine: " + server);
        }
        this.server = server;
        this.settings = settings;
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .connectTimeout(settings.connectMillisMax(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.silenceMillisMax(), TimeUnit.MILLISECONDS)
                .writeTimeout(settings.silenceMillisMax(), TimeUnit.MILLISECONDS)
                .callTimeout(settings.callMillisMax(), TimeUnit.MILLISECONDS)
                .connectionPool(new ConnectionPool(1, settings.idleMillisMax(), TimeUnit.MILLISECONDS))
                .addNetworkInterceptor(HttpTransport::hideStatus)
                .build();
    }

    /** With {@link HttpSettings#forMobile}. */
    public HttpTransport(URI server) {
        this(server, HttpSettings.forMobile());
    }

    private static boolean isTrusted(URI server) {
        if (server.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(server.getScheme())
                || ("http".equalsIgnoreCase(server.getScheme())
                        && LOOPBACK.matcher(server.getHost()).matches());
    }

    /**
     * OkHttp reacts to some statuses by itself: it repeats a request after 408 and 503, and throws on a 407 that is not
     * from a proxy. Here every status is an answer, so OkHttp only ever sees 200.
     */
    private static Response hideStatus(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        var status = chain.request().tag(AtomicInteger.class);
        if (status == null) {
            throw new IOException("a request that was not posted here");
        }
        status.set(response.code());
        return response.newBuilder().code(OK).build();
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        return ask(new Request.Builder().post(new SentOnce(body)), path, headers);
    }

    @Override
    public Answer get(String path, Map<String, String> headers) throws IOException {
        return ask(new Request.Builder().get(), path, headers);
    }

    private Answer ask(Request.Builder request, String path, Map<String, String> headers) throws IOException {
        var status = new AtomicInteger();
        request.url(server.resolve(path).toURL())
                .tag(AtomicInteger.class, status)
                // Otherwise OkHttp would request gzip and inflate the answer by itself. The caller's header replaces
                // this one.
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        try (var response = client.newCall(request.build()).execute()) {
            return new Answer(status.get(), headersOf(response), read(response.body()));
        }
    }

    private static Map<String, String> headersOf(Response response) {
        var headers = new HashMap<String, String>();
        for (var name : response.headers().names()) {
            var value = response.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private byte[] read(ResponseBody body) throws IOException {
        var bytes = new Buffer();
        while (body.source().read(bytes, BLOCK_BYTES) >= 0) {
            if (bytes.size() > settings.answerBytesMax()) {
                throw new IOException("the answer is larger than " + settings.answerBytesMax() + " bytes");
            }
        }
        return bytes.readByteArray();
    }
}
