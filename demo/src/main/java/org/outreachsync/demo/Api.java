package org.outreachsync.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An HTTP client for the programme's staff. */
final class Api {

    private static final int FIRST_FAILURE = 300;
    private static final int TOO_MANY = 429;

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    Api(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    JsonObject get(String token, String path) throws IOException, InterruptedException {
        return ask(token, path, null);
    }

    JsonObject post(String token, String path, JsonObject body) throws IOException, InterruptedException {
        return ask(token, path, body);
    }

    /** @param token empty if the body authorises the request */
    private JsonObject ask(String token, String path, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY) {
            LockSupport.parkNanos(Duration.ofSeconds(
                            answer.headers().firstValueAsLong("Retry-After").orElse(1))
                    .toNanos());
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }
}
