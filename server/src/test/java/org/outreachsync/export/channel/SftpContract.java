package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.channel.FarSftp.Setup;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;

/** What uploading promises, whatever server a recipient has. */
abstract class SftpContract extends SftpRig {

    private static final ChannelLimits LIMITS = Parcels.LIMITS;
    private static final List<String> KINDS = List.of("ssh-rsa", "ecdsa-sha2-nistp256", "ssh-ed25519");

    @Test
    void putsEveryFileThere() throws IOException {
        var parcel = Parcels.usual();

        assertThat(deliver(parcel))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        done -> assertThat(done.receipt())
                                .contains("4 files", "read back and the same", "localhost", "SHA256:"));

        hasAll(parcel);
    }

    @Test
    void putsTheManifestLast() {
        var before = new AtomicReference<SortedSet<String>>(new TreeSet<>());
        var parcel = Parcels.of(
                Parcels.file("manifest.json", Parcels.bytes(10), () -> before.set(names())),
                Parcels.file("b.csv", Parcels.bytes(20)),
                Parcels.file("manifest.json.minisig", Parcels.bytes(30)),
                Parcels.file("a.csv", Parcels.bytes(40)));

        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);

        assertThat(before.get().tailSet("a")).containsExactly("a.csv", "b.csv", "manifest.json.minisig");
    }

    @Test
    void doesNotSendAgainWhatIsThere() throws IOException {
        var parcel = Parcels.usual();
        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);
        var first = Files.readAttributes(far.folder().resolve("hiv-2026Q1.csv"), "unix:ino,ctime");
        wire.repair();

        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);

        assertThat(Files.readAttributes(far.folder().resolve("hiv-2026Q1.csv"), "unix:ino,ctime"))
                .isEqualTo(first);
        assertThat(wire.sent()).as("bytes sent again").isLessThan(Parcels.BIG / 10);
        hasAll(parcel);
    }

    @Test
    void findsWhatArrivedAlthoughTheAnswerWasLost() throws IOException {
        var parcel = Parcels.usual();
        wire.cutBeforeAnswer(() -> names().contains("manifest.json"));

        assertThat(deliver(parcel)).isInstanceOf(Retry.class);
        hasAll(parcel);
        wire.repair();

        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);
        assertThat(wire.sent()).as("bytes sent again").isLessThan(Parcels.BIG / 10);
        hasAll(parcel);
    }

    @Test
    void goesOnAfterACutInTheMiddle() throws IOException {
        var parcel = Parcels.usual();
        wire.cutAfter(Parcels.BIG / 2);

        assertThat(deliver(parcel)).isInstanceOf(Retry.class);
        assertThat(names()).as("under its name").doesNotContain("hiv-2026Q1.csv", "manifest.json");
        wire.repair();

        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);
        hasAll(parcel);
    }

    @Test
    void givesUpAServerThatFallsSilent() {
        wire.fallSilentAfter(Parcels.BIG / 2);
        var impatient = Parcels.withSftp(Duration.ofSeconds(1), Duration.ofMinutes(5), 8 << 20);

        assertThat(channel(impatient).deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Retry.class, later -> assertThat(later.reason()).contains("did not answer in time"));

        assertThat(names()).doesNotContain("manifest.json");
    }

    @Test
    void givesUpAServerThatTakesForever() {
        wire.fallSilentAfter(Parcels.BIG / 2);
        var brief = Parcels.withSftp(Duration.ofMinutes(5), Duration.ofSeconds(1), 8 << 20);

        assertThat(channel(brief).deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Retry.class, later -> assertThat(later.reason()).contains("took longer"));
    }

    @Test
    void sendsNotEvenThePasswordToAnotherHostKey() {
        var other = SshKeys.publicLine(SshKeys.make("ssh-ed25519"));
        for (var pinned : List.of(other, HostKey.parse(other).toString())) {
            var channel =
                    new SftpChannel(settings(new SftpLogin.Password("secret"), pinned), Allowed.EVERYWHERE, LIMITS);

            assertThat(channel.deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
                assertThat(help.from()).isEqualTo(HelpFrom.FAR_SIDE);
                assertThat(help.reason())
                        .contains(HostKey.parse(far.hostKeys().getFirst()).toString())
                        .doesNotContain("secret");
            });
        }
        assertThat(far.sawALogin()).isFalse();
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void knowsAServerWithSeveralKeysByAnyOfThem(int which) throws Exception {
        startOther(new Setup(KINDS, false, Long.MAX_VALUE));
        var line = far.hostKeys().get(which);
        var small = Parcels.of(Parcels.file("a.csv", Parcels.bytes(10)));
        for (var pinned : List.of(line, HostKey.parse(line).toString())) {
            var channel = new SftpChannel(settings(far.login(), pinned), Allowed.EVERYWHERE, LIMITS);

            assertThat(channel.deliver(small)).as(pinned).isInstanceOf(Delivered.class);
        }
    }

    @Test
    void saysThatTheLoginIsRefused() {
        var stranger = SftpLogin.PrivateKey.parse(SshKeys.privateText(SshKeys.make("ssh-ed25519")));
        for (var wrong : List.of(new SftpLogin.Password("wrong"), stranger)) {
            var channel = new SftpChannel(settings(wrong, far.hostKeys().getFirst()), Allowed.EVERYWHERE, LIMITS);

            assertThat(channel.deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
                assertThat(help.from()).isEqualTo(HelpFrom.OWNER);
                assertThat(help.reason()).contains("refused the user");
            });
        }
        assertThat(far.sawALogin()).isTrue();
    }

    @Test
    void saysThatTheFolderIsMissing() throws IOException {
        Files.delete(far.folder());

        assertThat(deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).isEqualTo(HelpFrom.OWNER);
            assertThat(help.reason()).contains("folder is not there");
        });
    }

    @Test
    void leavesNothingOnAFullDisk() throws Exception {
        startOther(new Setup(List.of("ssh-ed25519"), false, 64 << 10));

        assertThat(deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Retry.class, later -> assertThat(later.reason()).contains("disk may be full"));

        assertThat(names()).isEmpty();
    }

    @Test
    void doesNotListTheFolder() throws IOException {
        for (int no = 0; no < 800; no++) {
            Files.createFile(far.folder().resolve("earlier-export-of-another-programme-" + no + ".csv"));
        }
        var parcel = Parcels.of(Parcels.file("a.csv", Parcels.bytes(1_000)));

        assertThat(deliver(parcel)).isInstanceOf(Delivered.class);

        assertThat(wire.received())
                .as("bytes from the server; a list has 80,000 or more")
                .isLessThan(50_000);
    }

    @Test
    void neverReplacesAFileOfOtherContent() throws IOException {
        var there = far.folder().resolve("hiv-2026Q1.csv");
        for (var other : List.of(Parcels.bytes(Parcels.BIG + 1), flipped(Parcels.bytes(Parcels.BIG)))) {
            Files.write(there, other);

            assertThat(deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
                assertThat(help.from()).isEqualTo(HelpFrom.OWNER);
                assertThat(help.reason()).contains("hiv-2026Q1.csv");
            });

            assertThat(there).hasBinaryContent(other);
            assertThat(names()).doesNotContain("manifest.json");
        }
    }

    @Test
    void neverReplacesAFileThatCameMeanwhile() {
        var there = far.folder().resolve("a.csv");
        var sent = Parcels.bytes(1_000);
        for (var other : List.of(Parcels.bytes(999), sent)) {
            var parcel = Parcels.of(Parcels.file("a.csv", sent, () -> write(there, other)));

            assertThat(deliver(parcel)).isInstanceOf(Arrays.equals(other, sent) ? Delivered.class : NeedsHelp.class);

            assertThat(there).hasBinaryContent(other);
            assertThat(names()).containsExactly("a.csv");
            assertThat(there.toFile().delete()).isTrue();
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    @Test
    void saysNothingToAServerWhoseCiphersAreUnsafe() throws Exception {
        startOther(new Setup(List.of("ssh-ed25519"), true, Long.MAX_VALUE));

        assertThat(deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).isEqualTo(HelpFrom.FAR_SIDE);
            assertThat(help.reason()).contains("safe enough");
        });

        assertThat(far.sawALogin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOWHERE", "NOTHING_PRIVATE"})
    void connectsOnlyWhereItMay(String rule) {
        var channel = new SftpChannel(settings(far.login(), far.hostKeys().getFirst()), Allowed.valueOf(rule), LIMITS);

        assertThat(channel.deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        NeedsHelp.class, help -> assertThat(help.from()).isEqualTo(HelpFrom.OWNER));

        assertThat(wire.connections()).isZero();
    }

    @Test
    void endsAServerThatSaysTooMuch() {
        var narrow = Parcels.withSftp(Duration.ofMinutes(1), Duration.ofMinutes(5), 1_500);
        var small = Parcels.of(Parcels.file("a.csv", Parcels.bytes(10)));

        assertThat(channel(narrow).deliver(small)).isInstanceOf(Retry.class);
        assertThat(deliver(small)).isInstanceOf(Delivered.class);
    }

    @Test
    void noticesAFileThatWasDamagedHere() throws IOException {
        var good = Parcels.file("a.csv", Parcels.bytes(1_000));
        var damaged = new ExportFile(
                good.name(), good.mediaType(), good.sha256(), Parcels.content(flipped(Parcels.bytes(1_000)), () -> {}));

        assertThat(deliver(Parcels.of(damaged)))
                .isInstanceOfSatisfying(
                        NeedsHelp.class, help -> assertThat(help.from()).isEqualTo(HelpFrom.OWNER));

        assertThat(names()).isEmpty();
    }
}
