package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;

class FolderChannelTest {

    @TempDir
    Path folder;

    private FolderChannel channel() {
        return new FolderChannel(folder, "outgoing/ministry", false, Parcels.LIMITS);
    }

    private SortedSet<String> names() {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void writesEveryFileOnce() throws IOException {
        var parcel = Parcels.usual();

        assertThat(channel().deliver(parcel)).isInstanceOf(Delivered.class);
        var first = Files.getLastModifiedTime(folder.resolve("hiv-2026Q1.csv"));
        assertThat(channel().deliver(parcel)).isInstanceOf(Delivered.class);

        assertThat(Files.getLastModifiedTime(folder.resolve("hiv-2026Q1.csv"))).isEqualTo(first);
        for (var file : parcel.files()) {
            assertThat(folder.resolve(file.name())).hasBinaryContent(Parcels.read(file));
        }
        assertThat(names()).hasSize(4);
    }

    @Test
    void writesTheManifestLast() {
        var before = new AtomicReference<SortedSet<String>>(new TreeSet<>());
        var parcel = Parcels.of(
                Parcels.file("manifest.json", Parcels.bytes(10), () -> before.set(names())),
                Parcels.file("a.csv", Parcels.bytes(20)),
                Parcels.file("manifest.json.minisig", Parcels.bytes(30)));

        assertThat(channel().deliver(parcel)).isInstanceOf(Delivered.class);

        assertThat(before.get().tailSet("a")).containsExactly("a.csv", "manifest.json.minisig");
    }

    @Test
    void neverReplacesAFileOfOtherContent() throws IOException {
        var there = Files.writeString(folder.resolve("hiv-2026Q1.csv"), "by hand");

        assertThat(channel().deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).isEqualTo(HelpFrom.OWNER);
            assertThat(help.reason()).contains("hiv-2026Q1.csv").doesNotContain(folder.toString());
        });

        assertThat(there).hasContent("by hand");
        assertThat(names()).doesNotContain("manifest.json");
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        var outside = Files.writeString(folder.resolve("outside"), "somebody's");
        Files.createSymbolicLink(folder.resolve(".a.csv.part"), outside);

        assertThat(channel().deliver(Parcels.of(Parcels.file("a.csv", Parcels.bytes(10)))))
                .isInstanceOf(Delivered.class);
        assertThat(outside).hasContent("somebody's");

        Files.createSymbolicLink(folder.resolve("b.csv"), folder.resolve("a.csv"));
        assertThat(channel().deliver(Parcels.of(Parcels.file("b.csv", Parcels.bytes(10)))))
                .isInstanceOf(NeedsHelp.class);
    }

    @Test
    void leavesNothingIncompleteIfCopyingFails() {
        var file = Parcels.file("a.csv", Parcels.bytes(10_000));
        var failing = new ExportFile(file.name(), file.mediaType(), file.sha256(), new HalfReadable());

        assertThat(channel().deliver(Parcels.of(failing))).isInstanceOf(Retry.class);

        assertThat(names()).isEmpty();
    }

    private static final class HalfReadable implements ExportFile.Content {

        @Override
        public long size() {
            return 10_000;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private boolean isBegun;

                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    if (isBegun) {
                        throw new IOException("Input/output error");
                    }
                    isBegun = true;
                    return 5_000;
                }
            };
        }
    }

    @Test
    void noticesAFileThatWasDamagedHere() {
        var good = Parcels.file("a.csv", Parcels.bytes(1_000));
        for (int size : List.of(999, 1_001)) {
            var content = Parcels.content(Parcels.bytes(size), () -> {});
            var damaged = new ExportFile(good.name(), good.mediaType(), good.sha256(), content);

            assertThat(channel().deliver(Parcels.of(damaged))).isInstanceOf(NeedsHelp.class);
            assertThat(names()).isEmpty();
        }
    }

    /** Other accounts of the machine must not read exact figures, unless the document says so for the group. */
    @Test
    void onlyTheOwnerReadsTheFiles() throws IOException {
        for (boolean groupReads : List.of(false, true)) {
            var own = Files.createDirectory(folder.resolve("of-" + groupReads));
            assertThat(new FolderChannel(own, "own", groupReads, Parcels.LIMITS).deliver(Parcels.usual()))
                    .isInstanceOf(Delivered.class);
            try (var files = Files.list(own)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isIn("rw-------", groupReads ? "rw-r-----" : "rw-------"));
            }
        }
    }

    @Test
    void doesNotMakeTheFolderOfAMediumThatIsNotThere() {
        var missing = folder.resolve("stick");

        assertThat(new FolderChannel(missing, "outgoing/stick", false, Parcels.LIMITS).deliver(Parcels.usual()))
                .isEqualTo(new NeedsHelp("The folder outgoing/stick is not there.", HelpFrom.OWNER));

        assertThat(missing).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", ".hidden", "../a.csv", "a/b.csv", "a\\b.csv", "a b.csv", "a\n.csv", "ж.csv", "C:a"
            })
    void takesNoNameThatLeadsElsewhere(String name) {
        var parcel = Parcels.of(Parcels.file(name, Parcels.bytes(10)));

        assertThatIllegalArgumentException().isThrownBy(() -> channel().deliver(parcel));
        assertThat(names()).isEmpty();
    }

    @Test
    void takesNoNameTwice() {
        var parcel = Parcels.of(Parcels.file("a.csv", Parcels.bytes(10)), Parcels.file("A.CSV", Parcels.bytes(20)));

        assertThatIllegalArgumentException().isThrownBy(() -> channel().deliver(parcel));
    }
}
