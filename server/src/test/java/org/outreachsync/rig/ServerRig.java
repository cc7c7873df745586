package org.outreachsync.rig;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Role;
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
        var surroundings =
                new Backend(limits, around.apply(store), Keyring.ephemeral(), time, time, new SecureRandom());
        server = Server.start(ServerConfig.from(all), surroundings);
        server.identities().sites().add(SITE, "Osh");
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
