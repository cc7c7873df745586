package org.outreachsync.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody, or faulty storage, cuts off the end of the file or changes bytes of it. */
class JournalEndTest {

    private static final List<String> ENTRIES = List.of("first", "second entry", "third, a longer one", "fourth");
    private static final Seal SEAL = new AesGcmSeal(new SecretKeySpec(new byte[32], "AES"), new SecureRandom());

    private static List<String> entriesOf(JournalFile file, Seal seal) {
        var entries = new ArrayList<String>();
        Journal.open(file, seal, entry -> entries.add(new String(entry, StandardCharsets.UTF_8)));
        return entries;
    }

    private static MemoryJournalFile written(Seal seal, int compactAfter) {
        var file = new MemoryJournalFile();
        var journal = Journal.open(file, seal, entry -> {});
        for (int at = 0; at < ENTRIES.size(); at++) {
            journal.append(ENTRIES.get(at).getBytes(StandardCharsets.UTF_8));
            if (at == compactAfter) {
                journal.replace(
                        ENTRIES.subList(0, at + 1).stream()
                                .map(entry -> entry.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        false);
            }
        }
        return file;
    }

    @Test
    void aFileCutAtAnyByteIsNoticedAndLeftAlone() {
        for (var seal : List.of(Seal.NONE, SEAL)) {
            for (int compactAfter = -1; compactAfter < ENTRIES.size(); compactAfter++) {
                var content = written(seal, compactAfter).content();
                for (int cut = 0; cut < content.length; cut++) {
                    var left = Arrays.copyOf(content, cut);
                    var file = new MemoryJournalFile(left);
                    assertThatThrownBy(() -> entriesOf(file, seal))
                            .as("cut at %d", cut)
                            .isInstanceOf(JournalDamagedException.class);
                    assertThat(file.content()).isEqualTo(left);
                }
                assertThat(entriesOf(new MemoryJournalFile(content), seal)).isEqualTo(ENTRIES);
            }
        }
    }

    /** After a loss of power, the mark of the last entry may be missing; all entries before it are covered. */
    @Test
    void afterALossOfPowerACutIsNoticedUpToTheLastEntry() {
        var content = written(Seal.NONE, -1).crash(0).content();
        int last = content.length - Frame.HEAD_BYTES - ENTRIES.get(3).length();
        for (int cut = 0; cut < last; cut++) {
            var file = new MemoryJournalFile(Arrays.copyOf(content, cut));
            assertThatThrownBy(() -> entriesOf(file, Seal.NONE))
                    .as("cut at %d", cut)
                    .isInstanceOf(JournalDamagedException.class);
        }
        assertThat(entriesOf(new MemoryJournalFile(content), Seal.NONE)).isEqualTo(ENTRIES);
    }

    @Test
    void aFileThatWasCutOnceStaysNoticedWhateverIsAddedToIt() {
        var content = written(SEAL, -1).content();
        var other = written(SEAL, -1).content();
        int frame = content.length - 28 - Frame.HEAD_BYTES - ENTRIES.get(3).length();
        var glued = Arrays.copyOf(content, content.length);
        System.arraycopy(other, Mark.HEAD_BYTES, glued, frame, content.length - frame);
        assertThatThrownBy(() -> entriesOf(new MemoryJournalFile(glued), SEAL))
                .isInstanceOf(JournalDamagedException.class);
    }

    @Test
    void anyChangedByteIsNoticedOrChangesNothing() {
        for (var seal : List.of(Seal.NONE, SEAL)) {
            var content = written(seal, -1).content();
            int harmless = 0;
            for (int at = 0; at < content.length; at++) {
                var changed = content.clone();
                changed[at] ^= 0x40;
                try {
                    assertThat(entriesOf(new MemoryJournalFile(changed), seal))
                            .as("byte %d", at)
                            .isEqualTo(ENTRIES);
                    harmless++;
                    assertThat(at)
                            .as("only the head has bytes that do not count")
                            .isLessThan(Mark.HEAD_BYTES);
                } catch (JournalException noticed) {
                    assertThat(noticed).hasMessageNotContaining("opened");
                }
            }
            assertThat(harmless).isPositive();
        }
    }

    @Test
    void onDisk(@TempDir Path folder) throws Exception {
        var path = folder.resolve("queue");
        try (var journal = Journal.open(DiskJournalFile.open(path), SEAL, entry -> {})) {
            for (var entry : ENTRIES) {
                journal.append(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        var content = Files.readAllBytes(path);
        for (int cut : new int[] {0, 7, 100, Mark.HEAD_BYTES, content.length - 40, content.length - 1}) {
            Files.write(path, Arrays.copyOf(content, cut));
            try (var file = DiskJournalFile.open(path)) {
                assertThatThrownBy(() -> entriesOf(file, SEAL))
                        .as("cut at %d", cut)
                        .isInstanceOf(JournalDamagedException.class);
            }
        }
        Files.write(path, content);
        try (var file = DiskJournalFile.open(path)) {
            assertThat(entriesOf(file, SEAL)).isEqualTo(ENTRIES);
        }
    }

    @Test
    void onlyTheOwnerCanReadWhatIsWritten(@TempDir Path folder) throws Exception {
        assertThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("the test needs a file system that knows owners")
                .contains("posix");
        var app = folder.resolve("app");
        var path = app.resolve("queue");
        var file = DiskJournalFile.open(path);
        try (var journal = Journal.open(file, Seal.NONE, entry -> {})) {
            file.reserve(1000);
            journal.append(new byte[] {1});
            assertPrivate(app);
            journal.replace(List.of(new byte[] {1}), true);
            assertPrivate(app);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        DiskJournalFile.open(path).close();
        assertPrivate(app);
    }

    private static void assertPrivate(Path folder) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
    }
}
