package org.outreachsync.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

    JsonObject post(String token, String path) throws IOException, InterruptedException {
        return new JsonObject(ask(token, path, "POST", null, HttpResponse.BodyHandlers.ofString()));
    }

    JsonObject put(String token, String path, JsonObject body) throws IOException, InterruptedException {
        return new JsonObject(ask(token, path, "PUT", body, HttpResponse.BodyHandlers.ofString()));
    }

    /** Saves what an address answers. */
    Path save(String token, String path, Path file) throws IOException, InterruptedException {
        return ask(token, path, "GET", null, HttpResponse.BodyHandlers.ofFile(file));
    }

    private JsonObject ask(String token, String path, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        var method = body == null ? "GET" : "POST";
        return new JsonObject(ask(token, path, method, body, HttpResponse.BodyHandlers.ofString()));
    }

    /** @param token empty if the body authorises the request */
    private <T> T ask(
            String token, String path, String method, @Nullable JsonObject body, HttpResponse.BodyHandler<T> as)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        var answer = http.send(request.build(), as);
        while (answer.statusCode() == TOO_MANY) {
            LockSupport.parkNanos(Duration.ofSeconds(
                            answer.headers().firstValueAsLong("Retry-After").orElse(1))
                    .toNanos());
            answer = http.send(request.build(), as);
        }
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
