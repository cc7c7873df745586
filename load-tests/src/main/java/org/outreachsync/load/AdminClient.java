package org.outreachsync.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** An admin's HTTP client: sets the server up, adds sites, creates one-time codes, asks for indicators. */
public final class AdminClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String token;

    /** Exchanges the set-up code for a token. */
    AdminClient(URI server, String setupCode) throws IOException, InterruptedException {
        this.server = server;
        var body = new JsonObject().put("code", setupCode).put("name", "Load");
        this.token =
                send(HttpRequest.newBuilder(server.resolve("/v1/setup")), body).getString("token");
    }

    /** Uses this token. */
    private AdminClient(String token, URI server) {
        this.server = server;
        this.token = token;
    }

    /** Uses this token of a person. */
    public static AdminClient with(String token, URI server) {
        return new AdminClient(token, server);
    }

    void addSite(String code) throws IOException, InterruptedException {
        send(signedIn("/v1/sites"), new JsonObject().put("code", code).put("name", code));
    }

    String enrolmentCode(String site) throws IOException, InterruptedException {
        return send(signedIn("/v1/enrolment-codes"), new JsonObject().put("sites", new JsonArray().add(site)))
                .getString("code");
    }

    /** The address of the server. */
    URI server() {
        return server;
    }

    /** The same admin at another server of the store. */
    AdminClient at(URI other) {
        return new AdminClient(token, other);
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return send(signedIn(path), null);
    }

    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return send(signedIn(path), body);
    }

    /** Ends somebody's access, or a tablet's. */
    void revoke(String path) throws IOException, InterruptedException {
        send(signedIn(path + "/revoke").POST(HttpRequest.BodyPublishers.noBody()), null);
    }

    /** The status with which the server answers. */
    int status(String path) throws IOException, InterruptedException {
        return http.send(signedIn(path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The answer to a question about an indicator. */
    public JsonObject indicator(String code, String period) throws IOException, InterruptedException {
        return send(signedIn("/v1/indicators/" + code + "?period=" + period), null);
    }

    /** The contacts of one funding source. */
    JsonObject indicator(String code, String period, int project) throws IOException, InterruptedException {
        return indicator(code, period + "&project=" + project);
    }

    private HttpRequest.Builder signedIn(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonObject send(HttpRequest.Builder request, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }
}
