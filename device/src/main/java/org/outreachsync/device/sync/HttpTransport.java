package org.outreachsync.device.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTTP by the class that both the JDK and Android have. Follows no redirects: a token never goes to another host. Speaks TLS to all hosts but its own:
 * whoever holds the network could read client codes and the token, and tell the tablet to destroy its shift.
 */
public final class HttpTransport implements Transport {

    private static final int BUFFER_BYTES = 8 * 1024;
    /** Names that no resolver can send elsewhere. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final URI server;
    private final int connectMillisMax;
    private final int readMillisMax;
    private final int answerBytesMax;

    /**
     * @param server scheme, host and port, such as {@code https://sync.example.org}
     * @param connectMillisMax how long a connection may take
     * @param readMillisMax how long the server may be silent
     * @param answerBytesMax larger answers are cut off as a failure
     * @throws IllegalArgumentException for anything but https, unless it is http to this machine itself
     */
    public HttpTransport(URI server, int connectMillisMax, int readMillisMax, int answerBytesMax) {
        if (!isTrusted(server)) {
            throw new IllegalArgumentException("a tablet syncs by https, and by http only with its own machine: " + server);
        }
        this.server = server;
        this.connectMillisMax = connectMillisMax;
        this.readMillisMax = readMillisMax;
        this.answerBytesMax = answerBytesMax;
    }

    /** With bounds for a slow mobile link: 20 s to connect, 60 s of silence, 16 MiB. */
    public HttpTransport(URI server) {
        this(server, 20_000, 60_000, 16 * 1024 * 1024);
    }

    private static boolean isTrusted(URI server) {
        if (server.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(server.getScheme())
                || ("http".equalsIgnoreCase(server.getScheme()) && LOOPBACK.matcher(server.getHost()).matches());
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var connection = (HttpURLConnection) server.resolve(path).toURL().openConnection();
        try {
            connection.setRequestMethod("POST");
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(connectMillisMax);
            connection.setReadTimeout(readMillisMax);
            connection.setUseCaches(false);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            headers.forEach(connection::setRequestProperty);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("the answer is not HTTP");
            }
            return new Answer(status, headersOf(connection), read(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
        } finally {
            connection.disconnect();
        }
    }

    private static Map<String, String> headersOf(HttpURLConnection connection) {
        var headers = new HashMap<String, String>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && !values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    private byte[] read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            var bytes = new ByteArrayOutputStream();
            var buffer = new byte[BUFFER_BYTES];
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                bytes.write(buffer, 0, length);
                if (bytes.size() > answerBytesMax) {
                    throw new IOException("the answer is larger than " + answerBytesMax + " bytes");
                }
            }
            return bytes.toByteArray();
        }
    }
}
