package org.outreachsync.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ManagementLimits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.PlaceRule;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;

/** A whole server on free ports over a store in memory. */
public final class ServerRig implements AutoCloseable {

    public static final String SITE = "OSH-1";
    public static final String PROTOBUF = "Content-Type: application/x-protobuf\r\n";
    public static final String JSON = "Content-Type: application/json\r\n";

    public final FakeTime time = new FakeTime();
    public final MemoryStore store = new MemoryStore();
    public final Server server;
    /** Its keys. */
    public final Keyring keys = Keyring.ephemeral();

    public ServerRig(Map<String, String> variables) {
        this(variables, store -> store);
    }

    /** Over what is put around the store. */
    public ServerRig(Map<String, String> variables, UnaryOperator<DocumentStore> around) {
        this(variables, around, Limits.standard());
    }

    /** With other limits. */
    public ServerRig(Map<String, String> variables, UnaryOperator<DocumentStore> around, Limits limits) {
        var all = new HashMap<>(variables);
        all.put("OUTREACH_HTTP_PORT", "0");
        all.put("OUTREACH_MANAGEMENT_PORT", "0");
        all.put("OUTREACH_DRAIN_SECONDS", "5");
        var surroundings = new Backend(limits, around.apply(store), keys, time, time, new SecureRandom());
        server = Server.start(ServerConfig.from(all), surroundings);
        server.identities().sites().add(SITE, "Osh");
    }

    /**
     * The sites as a server of another version sees them in the same store.
     *
     * @param rule where it places a site
     */
    public Sites sitesOfAnotherServer(PlaceRule rule) {
        return new Sites(store, keys.sealer(), time, rule, Limits.standard().identities());
    }

    /**
     * The limits of a server that looks at the state of the programme all the time, and names this many silent sites.
     */
    public static Limits looking(int silentSitesMax) {
        var standard = Limits.standard();
        var port = standard.management();
        return standard.withManagement(new ManagementLimits(
                port.connectionsMax(),
                port.requestsMax(),
                port.requestLineMax(),
                port.headerBytesMax(),
                port.request(),
                port.linger(),
                port.check(),
                port.writeKnown(),
                Duration.ofMillis(50),
                port.silentAfter(),
                silentSitesMax));
    }

    public static ByteString publicKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return ByteString.copyFrom(generator.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** The header of a new admin. */
    public String admin() {
        return person(Role.ADMIN, Set.of());
    }

    /** The header of a new person. */
    public String person(Role role, Set<String> sites) {
        return bearer(server.identities().people().add(role.name(), role, sites).token());
    }

    /** One request on a connection of its own. Whatever is answered must be as the contract says. */
    public RawHttp.Response send(String method, String path, String headers, byte[] body) throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.write(RawHttp.request(method, path, headers, body));
            var response = client.read();
            Contract.SERVED.check(method, path, response);
            return response;
        }
    }

    /** Places a site in a region of Kyrgyzstan from the start of 2026. */
    public void place(String admin, String site, String region) throws IOException {
        var body = "{\"from\":\"2026-01-01\",\"country\":\"KG\",\"region\":\"" + region + "\",\"provider\":\"PUBLIC\"}";
        var placed =
                send("POST", "/v1/sites/" + site + "/placements", admin + JSON, body.getBytes(StandardCharsets.UTF_8));
        assertThat(placed.status()).as(placed.json().encode()).isEqualTo(201);
    }

    /** Waits until all that a site's tablets handed in is counted. */
    public void awaitCounted(String admin, String site) throws IOException {
        long end = System.nanoTime() + Scrape.WAIT_MAX.toNanos();
        JsonObject asOf;
        do {
            assertThat(System.nanoTime()).as("time to count").isLessThan(end);
            time.pass(Duration.ofMillis(100));
            asOf = send("GET", "/v1/indicators/CONTACTS?period=2026&sites=" + site, admin, new byte[0])
                    .json()
                    .getJsonObject("as_of")
                    .getJsonObject(site);
        } while (!asOf.getLong("counted_to").equals(asOf.getLong("acknowledged_to")));
    }

    /** What {@code /v1/quality} says of a site's 2026, when the person asks for all of their sites. */
    public JsonObject quality(String who, String site) throws IOException {
        // However often a test asks, it keeps within what one person may.
        time.pass(Duration.ofMillis(100));
        return send("GET", "/v1/quality?period=2026", who, new byte[0]).json().getJsonArray("sites").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("site").equals(site))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until a count of a site's quality is this one.
     *
     * @throws AssertionError if it is not within {@link Scrape#WAIT_MAX}, or gets higher
     */
    public void awaitQuality(String who, String site, String member, int count) throws IOException {
        long end = System.nanoTime() + Scrape.WAIT_MAX.toNanos();
        while (quality(who, site).getInteger(member) < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(quality(who, site).getInteger(member)).as(member).isEqualTo(count);
    }

    public RawHttp.Response management(String path) throws IOException {
        try (var client = new RawHttp(server.managementPort())) {
            client.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return client.read();
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
