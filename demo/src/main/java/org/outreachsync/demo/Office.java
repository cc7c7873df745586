package org.outreachsync.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.ServerConfig;

/**
 * The programme's office: the real server with its embedded store, and the requests of an admin, a manager and a
 * supervisor over the socket.
 */
final class Office implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Backend around;
    private final Server server;
    private final Api api;
    private final List<String> sites;
    private final Map<String, String> settings;
    private final String admin;
    private final String manager;
    private final String supervisor;
    private final String officer;

    /** Starts the server, and imports the programme's sites, people, size estimates and targets as an admin would. */
    Office(Path folder, int port, StoryTime time) throws IOException, InterruptedException {
        var settings = Map.of(
                "OUTREACH_DATA", folder.toString(),
                "OUTREACH_HTTP_HOST", "127.0.0.1",
                "OUTREACH_MANAGEMENT_HOST", "127.0.0.1",
                "OUTREACH_HTTP_PORT", Integer.toString(port),
                "OUTREACH_MANAGEMENT_PORT", "0",
                // The ministry of the story runs on this machine.
                "OUTREACH_EXPORT_OWN_NETWORK", "127.0.0.1");
        this.settings = settings;
        var config = ServerConfig.from(settings);
        var opened = Backend.openToServe(config);
        this.around =
                new Backend(opened.limits(), opened.store(), opened.keys(), time, opened.ticker(), opened.random());
        try {
            this.server = Server.start(config, around);
        } catch (RuntimeException failed) {
            around.store().close();
            throw failed;
        }
        this.api = new Api(URI.create("http://127.0.0.1:" + server.port()));
        var tokens = ProgrammeSheets.takenIn(folder, settings);
        this.admin = Objects.requireNonNull(tokens.get("Demo admin"));
        this.manager = Objects.requireNonNull(tokens.get("Demo manager"));
        this.supervisor = Objects.requireNonNull(tokens.get("Demo supervisor"));
        this.officer = Objects.requireNonNull(tokens.get("Demo monitoring officer"));
        this.sites = api.get(manager, "/v1/sites").getJsonArray("items").stream()
                .map(site -> ((JsonObject) site).getString("code"))
                .toList();
    }

    /** The token of the manager of all sites. */
    String token() {
        return manager;
    }

    URI address() {
        return api.address();
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + server.managementPort());
    }

    /** The codes of all sites, in alphabetical order. */
    List<String> sites() {
        return sites;
    }

    String enrolmentCode(String site) throws IOException, InterruptedException {
        return api.post(manager, "/v1/enrolment-codes", new JsonObject().put("sites", new JsonArray().add(site)))
                .getString("code");
    }

    /** The catalogue's entry of each indicator. */
    List<JsonObject> catalogue() throws IOException, InterruptedException {
        return api.get(officer, "/v1/indicators").getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** An answer to a manager about one indicator; see {@link #fresh}. */
    JsonObject indicator(String code, String query) throws IOException, InterruptedException {
        return fresh(manager, code, query);
    }

    /**
     * An answer to the monitoring officer about one indicator; see {@link #fresh}. The officer asks for so many that
     * the manager's rate limit would be used up.
     */
    JsonObject reported(String code, String query) throws IOException, InterruptedException {
        return fresh(officer, code, query);
    }

    /**
     * An answer that includes all acknowledged records; available some milliseconds after the last sync.
     *
     * @param query such as {@code period=2025&country=KG}
     */
    private JsonObject fresh(String token, String code, String query) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var answer = api.get(token, "/v1/indicators/" + code + "?" + query);
            if (isFresh(answer)) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IllegalStateException(code + " did not become fresh");
    }

    private static boolean isFresh(JsonObject answer) {
        return answer.getJsonObject("as_of").stream()
                .map(entry -> (JsonObject) entry.getValue())
                .allMatch(asOf -> asOf.getLong("counted_to").equals(asOf.getLong("acknowledged_to")));
    }

    int waiting(String list, Collection<String> atSites) throws IOException, InterruptedException {
        int waiting = 0;
        for (var site : atSites) {
            waiting += api.get(supervisor, "/v1/" + list + "?site=" + site)
                    .getJsonArray("items")
                    .size();
        }
        return waiting;
    }

    /** Saves a destination of exports. */
    void addDestination(JsonObject document) throws IOException, InterruptedException {
        api.post(admin, "/v1/destinations", document);
    }

    /** What an export to a destination would hold for a period, such as {@code 202601}. */
    JsonObject dryRun(String destination, String period) throws IOException, InterruptedException {
        return api.post(admin, "/v1/destinations/" + destination + "/dry-run?period=" + period);
    }

    /** Saves what this server is known by at a destination's. */
    void saveCredential(String destination, String name, JsonObject credential)
            throws IOException, InterruptedException {
        api.put(admin, "/v1/destinations/" + destination + "/credentials/" + name, credential);
    }

    /** The key with which a donor fetches exports. */
    String donorKey(String destination) throws IOException, InterruptedException {
        var request = new JsonObject().put("holder", "The donor's statistician").put("days", 365);
        return api.post(admin, "/v1/destinations/" + destination + "/keys", request)
                .getString("key");
    }

    /** Starts the export of the year. Returns its id. */
    String export(String destination) throws IOException, InterruptedException {
        var request = new JsonObject().put("destination", destination).put("period", Integer.toString(Year.YEAR));
        return api.post(admin, "/v1/exports", request)
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    /** An export, as soon as it is delivered. */
    JsonObject delivered(String id) throws IOException, InterruptedException {
        // The server looks for what is due every ten seconds; the story does not wait for that.
        server.exporting().exports().look(around.clock().instant());
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var export = api.get(admin, "/v1/exports/" + id);
            if (export.getString("state").equals("DELIVERED")) {
                return export;
            }
            if (List.of("STOPPED", "UNDELIVERED").contains(export.getString("state"))) {
                throw new IllegalStateException("the export " + id + " was not delivered: " + export.encode());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IllegalStateException("the export " + id + " takes too long");
    }

    /** The manifest of an export. */
    JsonObject manifest(JsonObject export) throws IOException, InterruptedException {
        var name = export.getJsonArray("files").stream()
                .map(file -> ((JsonObject) file).getString("name"))
                .filter(file -> file.endsWith("_manifest.json"))
                .findAny()
                .orElseThrow();
        return api.get(admin, "/v1/exports/" + export.getString("id") + "/files/" + name);
    }

    /** Fetches the files of an export, as a donor does. */
    List<Path> fetch(String key, String export, Path into) throws IOException, InterruptedException {
        var files = new ArrayList<Path>();
        for (var one : api.get(key, "/v1/donor/exports").getJsonArray("items")) {
            var released = (JsonObject) one;
            if (released.getString("id").equals(export)) {
                for (var file : released.getJsonArray("files")) {
                    var name = ((JsonObject) file).getString("name");
                    files.add(api.save(key, "/v1/donor/exports/" + export + "/files/" + name, into.resolve(name)));
                }
            }
        }
        return files;
    }

    /** The line by which OpenSSH knows the programme's signatures. */
    String signers() {
        return ProgrammeSheets.admin(settings, "export", "signers");
    }

    @Override
    public void close() {
        server.close();
        around.store().close();
    }
}
