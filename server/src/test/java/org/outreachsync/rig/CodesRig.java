package org.outreachsync.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.identity.Role;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.Envelope;

/** Servers over one store, each with its own file of a programme's codes, and tablets of the device library. */
public final class CodesRig implements AutoCloseable {

    public static final String SITE = "OSH-1";

    /** The day of the clock. */
    public static final int DAY = 20_514;

    public final FakeTime time = new FakeTime();
    public final Backend around;
    private final Path folder;
    private final List<Server> servers = new ArrayList<>();
    private int files;
    private String admin = "";

    public CodesRig(Path folder) {
        this.folder = folder;
        this.around =
                new Backend(Limits.standard(), new MemoryStore(), Keyring.ephemeral(), time, time, new SecureRandom());
    }

    public Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("own-codes-" + ++files + ".json"), json);
    }

    /** A server with these codes of the programme's own, beside others that run. */
    public Server start(String json) throws IOException {
        return start(Map.of("OUTREACH_CODES", file(json).toString()));
    }

    public Server start(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putAll(Map.of("OUTREACH_HTTP_PORT", "0", "OUTREACH_MANAGEMENT_PORT", "0", "OUTREACH_DRAIN_SECONDS", "5"));
        var server = Server.start(ServerConfig.from(all), around);
        servers.add(server);
        if (admin.isEmpty()) {
            server.identities().sites().add(SITE, "Osh");
            admin = ServerRig.bearer(server.identities()
                    .people()
                    .add("Admin", Role.ADMIN, Set.of())
                    .token());
        }
        return server;
    }

    public void stop(Server server) {
        server.close();
        servers.remove(server);
    }

    /** The app of a programme that began in 2015. */
    public Tablet open(JournalFile journal) {
        return Tablet.open(journal, Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), time.tabletClock(5));
    }

    public void enrol(Tablet tablet, Server server) throws Exception {
        var code = server.identities()
                .codes()
                .make(List.of(SITE), Duration.ofMinutes(5))
                .code();
        tablet.enrolment(transport(server), KeySource.of(new SecureRandom())).enrol(code, "tab", "1");
    }

    public static Transport transport(Server server) {
        return new HttpTransport(URI.create("http://localhost:" + server.port()));
    }

    public SyncReport sync(Tablet tablet, Server server) {
        return sync(tablet, transport(server));
    }

    public SyncReport sync(Tablet tablet, Transport transport) {
        time.pass(Duration.ofSeconds(5));
        return tablet.engine(transport, new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                .sync();
    }

    public static Envelope envelope() {
        return Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(DAY)
                .build();
    }

    public RawHttp.Response get(Server server, String path, String headers) throws IOException {
        return send(server, "GET", path, headers);
    }

    public RawHttp.Response post(Server server, String path) throws IOException {
        return send(server, "POST", path, "");
    }

    private RawHttp.Response send(Server server, String method, String path, String headers) throws IOException {
        time.pass(Duration.ofMillis(100));
        try (var client = new RawHttp(server.port())) {
            client.write(RawHttp.request(method, path, admin + headers, new byte[0]));
            var response = client.read();
            Contract.SERVED.check(method, path, response);
            return response;
        }
    }

    /** An indicator once all that was acknowledged is counted. */
    public JsonObject counted(Server server, String query) throws IOException {
        for (; ; ) {
            var response = get(server, "/v1/indicators/" + query, "");
            assertThat(response.status())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            var asOf = response.json().getJsonObject("as_of").getJsonObject(SITE);
            if (asOf.getLong("acknowledged_to").equals(asOf.getLong("counted_to")) && asOf.getLong("counted_to") > 0) {
                return response.json();
            }
            Thread.onSpinWait();
        }
    }

    public int readiness(Server server) throws IOException {
        try (var client = new RawHttp(server.managementPort())) {
            client.write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return client.read().status();
        }
    }

    @Override
    public void close() {
        List.copyOf(servers).forEach(this::stop);
        around.store().close();
    }
}
