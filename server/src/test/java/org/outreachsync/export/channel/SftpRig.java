package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.channel.FarSftp.Setup;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Parcel;

/** A server of a recipient, the wire to it, and what is in its folder. */
abstract class SftpRig {

    /** Not a JUnit folder: a server that runs as another user must be able to enter it. */
    final Path scratch = make();

    private final List<AutoCloseable> open = new ArrayList<>();

    abstract FarSftp start(Path home, Setup setup) throws Exception;

    private static Path make() {
        try {
            var folder = Files.createTempDirectory("sftp");
            folder.toFile().setExecutable(true, false);
            return folder;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    FarSftp far;
    Wire wire;

    @BeforeEach
    void startUsual() throws Exception {
        far = started(Setup.USUAL);
        wire = connected(far);
    }

    void startOther(Setup setup) throws Exception {
        end();
        far = started(setup);
        wire = connected(far);
    }

    private FarSftp started(Setup setup) throws Exception {
        var server = start(Files.createTempDirectory(scratch, "far"), setup);
        open.add(server);
        return server;
    }

    private Wire connected(FarSftp server) throws IOException {
        var cable = new Wire(server.port());
        open.add(cable);
        return cable;
    }

    private void end() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
        open.clear();
    }

    @AfterEach
    void endAndDelete() throws Exception {
        end();
        try (var files = Files.walk(scratch)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    SftpSettings settings(SftpLogin login, String hostKey) {
        return new SftpSettings("localhost", wire.port(), far.user(), far.folderName(), HostKey.parse(hostKey), login);
    }

    SftpChannel channel(ChannelLimits limits) {
        return new SftpChannel(settings(far.login(), far.hostKeys().getFirst()), Allowed.EVERYWHERE, limits);
    }

    Outcome deliver(Parcel parcel) {
        return channel(Parcels.LIMITS).deliver(parcel);
    }

    SortedSet<String> names() {
        return new TreeSet<>(Arrays.asList(far.folder().toFile().list()));
    }

    void hasAll(Parcel parcel) throws IOException {
        for (var file : parcel.files()) {
            assertThat(far.folder().resolve(file.name())).hasBinaryContent(Parcels.read(file));
        }
        assertThat(names()).hasSize(parcel.files().size());
    }
}
