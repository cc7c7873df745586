package org.outreachsync.faults;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.outreachsync.device.sync.Transport;

/** HTTP by the client of the JDK, for runs of many thousand requests. */
final class JdkTransport implements Transport {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;

    JdkTransport(URI server) {
        this.server = server;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(server.resolve(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answered = new HashMap<String, String>();
            response.headers().map().forEach((name, values) -> answered.put(name, values.getFirst()));
            return new Answer(response.statusCode(), answered, response.body());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
