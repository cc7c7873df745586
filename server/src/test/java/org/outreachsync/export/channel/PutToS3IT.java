package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.OutboundClient;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.export.http.Resolver;

/** Uploads to an S3 of another maker, by addresses that others signed. The build picks the tag if it has one. */
@Tag("s3")
class PutToS3IT {

    @TempDir
    private Path folder;

    private static Outcome deliver(Parcel parcel, String addresses) {
        var vertx = Vertx.vertx();
        try (var client = new OutboundClient(
                vertx,
                new OutboundPolicy(Set.of(), Set.of("localhost")),
                OutboundLimits.standard(),
                Resolver.SYSTEM,
                null)) {
            var targets = PutTarget.presigned(addresses, server -> client.to(server, Credentials.none()));
            return new PutChannel(targets, Parcels.LIMITS.parcels(), PushLimits.standard(), Clock.systemUTC())
                    .deliver(parcel);
        } finally {
            vertx.close().await();
        }
    }

    /** The far side, which presigns addresses for these arguments. */
    private final class FarS3 implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
        private final BufferedWriter asked;
        private final String addresses;

        FarS3(List<String> arguments) throws IOException {
            var script = folder.resolve("far_s3.py");
            try (var in = Objects.requireNonNull(PutToS3IT.class.getResourceAsStream("/s3/far_s3.py"))) {
                Files.write(script, in.readAllBytes());
            }
            var command = new ArrayList<>(List.of(System.getenv("FOREIGN_S3_PYTHON"), script.toString()));
            command.addAll(arguments);
            process = new ProcessBuilder(command)
                    .redirectError(folder.resolve("s3.log").toFile())
                    .start();
            said = process.inputReader();
            asked = process.outputWriter();
            var lines = new ArrayList<String>();
            for (var line = said.readLine(); line != null && !line.isEmpty(); line = said.readLine()) {
                lines.add(line);
            }
            addresses = String.join("\n", lines);
        }

        String sha256(ExportFile file) {
            try {
                asked.write(file.name() + "\n");
                asked.flush();
                return said.readLine();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    @Test
    void storesEveryFile() throws IOException {
        var parcel = Parcels.usual();
        try (var far = new FarS3(parcel.files().stream().map(ExportFile::name).toList())) {
            assertThat(parcel.files()).allMatch(file -> far.sha256(file).equals("none"));
            assertThat(deliver(parcel, far.addresses)).isInstanceOf(Delivered.class);
            assertThat(parcel.files()).allMatch(file -> far.sha256(file).equals(file.sha256()));
            assertThat(deliver(parcel, far.addresses)).as("again").isInstanceOf(Delivered.class);
        }
    }

    @Test
    void sendsTheChecksumThatIsSigned() throws IOException {
        var parcel = Parcels.usual();
        var arguments = parcel.files().stream()
                .map(file -> file.name() + "="
                        + Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(HexFormat.of().parseHex(file.sha256())))
                .toList();
        try (var far = new FarS3(arguments)) {
            assertThat(far.addresses).contains("x-amz-checksum-sha256");
            assertThat(deliver(parcel, far.addresses)).isInstanceOf(Delivered.class);
            assertThat(parcel.files()).allMatch(file -> far.sha256(file).equals(file.sha256()));
        }
    }
}
