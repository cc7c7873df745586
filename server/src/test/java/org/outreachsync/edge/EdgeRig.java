package org.outreachsync.edge;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.Scrape;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.trace.Tracing;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** An edge on a free port, over a store in memory, with the routes that a test gives it. */
final class EdgeRig implements AutoCloseable {

    static final String SITE = "OSH-1";
    static final String PROTOBUF = "Content-Type: application/x-protobuf\r\n";

    final FakeTime time = new FakeTime();
    final Identities identities;
    final Workers workers;
    final Meters meters = new Meters();
    final Edge edge;
    final int port;

    EdgeRig(Limits limits, int permits, Route... routes) {
        this(limits, permits, Map.of(), routes);
    }

    EdgeRig(Limits limits, int permits, Map<String, String> variables, Route... routes) {
        var all = new HashMap<>(variables);
        all.put("OUTREACH_HTTP_PORT", "0");
        all.put("OUTREACH_HTTP_HOST", "127.0.0.1");
        all.put("OUTREACH_DRAIN_SECONDS", "10");
        var config = ServerConfig.from(all);
        var around = new Backend(limits, new MemoryStore(), Keyring.ephemeral(), time, time, new SecureRandom());
        identities = Identities.over(around, config, CodeListReader::published);
        identities.sites().add(SITE, "Osh");
        workers = new Workers("test", permits);
        edge = new Edge(
                config,
                limits,
                identities.callers(),
                workers,
                new Problems(new SecureRandom(), limits.rates().retryAfterMax()),
                meters,
                Tracing.by(config.traces()),
                time,
                config.tls() == null
                        ? null
                        : new Certificates(config.tls(), InstantSource.system(), limits.certificates()),
                List.of(routes));
        try {
            port = edge.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    EnrolResponse enrol() {
        var code = identities.codes().make(Set.of(SITE), Duration.ofMinutes(5)).code();
        return identities
                .enrolment()
                .enrol(EnrolRequest.newBuilder()
                        .setOneTimeCode(code)
                        .setPublicKey(publicKey("secp256r1"))
                        .build());
    }

    static ByteString publicKey(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return ByteString.copyFrom(generator.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    RawHttp.Response send(String method, String path, String headers, byte[] body) throws IOException {
        try (var client = new RawHttp(port)) {
            client.write(RawHttp.request(method, path, headers, body));
            return client.read();
        }
    }

    /** Waits until the meters contain all of this, and returns what they said then. */
    String awaitMeters(String... parts) throws IOException {
        Scrape scrape = meters::scrape;
        return scrape.await(parts);
    }

    @Override
    public void close() {
        try {
            edge.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
