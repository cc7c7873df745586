package org.outreachsync.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.app.Server;
import org.outreachsync.app.Surroundings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Role;

/** The programme's office: the real server with its embedded store, and what a manager asks it over the socket. */
final class Office implements AutoCloseable {

    private final Surroundings around;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final String supervisor;

    Office(Path folder, int port, StoryTime time, Map<String, String> sites) {
        var config = ServerConfig.from(Map.of(
                "OUTREACH_DATA", folder.toString(),
                "OUTREACH_HTTP_HOST", "127.0.0.1",
                "OUTREACH_MANAGEMENT_HOST", "127.0.0.1",
                "OUTREACH_HTTP_PORT", Integer.toString(port),
                "OUTREACH_MANAGEMENT_PORT", "0"));
        var opened = Surroundings.openToServe(config);
        this.around = new Surroundings(opened.limits(), opened.store(), opened.keys(), time, opened.ticker(), opened.random());
        this.server = Server.start(config, around);
        sites.forEach((code, name) -> server.identities().sites().add(code, name));
        this.token = server.identities().people().add("Demo manager", Role.MANAGER, Set.copyOf(sites.keySet())).token();
        this.supervisor = server.identities().people().add("Demo supervisor", Role.SUPERVISOR, Set.copyOf(sites.keySet())).token();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + server.managementPort());
    }

    /** Signs the manager in. */
    String token() {
        return token;
    }

    String enrolmentCode(String site) throws IOException, InterruptedException {
        return ask(token, "/v1/enrolment-codes", new JsonObject().put("sites", new JsonArray().add(site))).getString("code");
    }

    JsonObject indicator(String code, String period, @Nullable String site, String by) throws IOException, InterruptedException {
        return ask(token, "/v1/indicators/" + code + "?period=" + period + (site == null ? "" : "&sites=" + site) + (by.isEmpty() ? "" : "&by=" + by), null);
    }

    int waiting(String list, List<String> sites) throws IOException, InterruptedException {
        int waiting = 0;
        for (var site : sites) {
            waiting += ask(supervisor, "/v1/" + list + "?site=" + site, null).getJsonArray("items").size();
        }
        return waiting;
    }

    private JsonObject ask(String bearer, String path, @Nullable JsonObject body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve(path)).header("Authorization", "Bearer " + bearer);
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    @Override
    public void close() {
        server.close();
        around.store().close();
    }
}
