package org.outreachsync.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static List<String> entriesOf(JournalFile file) {
        var entries = new ArrayList<String>();
        Journal.open(file, Seal.NONE, entry -> entries.add(new String(entry, StandardCharsets.UTF_8)));
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MemoryJournalFile written(String... entries) {
        var file = new MemoryJournalFile();
        var journal = Journal.open(file, Seal.NONE, entry -> {});
        for (var entry : entries) {
            journal.append(bytes(entry));
        }
        return file;
    }

    @Test
    void keepsEntriesInOrder() {
        assertThat(entriesOf(written("a", "bb", "ccc").reopened())).containsExactly("a", "bb", "ccc");
    }

    @Test
    void aCrashAtEveryByteOfAWriteKeepsAllEntriesBefore() {
        int frame = Frame.HEAD_BYTES + "third, a longer one".length();
        for (int kept = 0; kept <= frame; kept++) {
            var file = written("first", "second entry");
            var journal = Journal.open(file, Seal.NONE, entry -> {});
            file.failForcesAndCuts(2);
            assertThatThrownBy(() -> journal.append(bytes("third, a longer one")))
                    .isInstanceOf(JournalException.class);
            var torn = file.crash(kept);
            var expected = new ArrayList<>(List.of("first", "second entry"));
            if (kept == frame) {
                expected.add("third, a longer one");
            }
            assertThat(entriesOf(torn)).as("%d bytes kept", kept).isEqualTo(expected);
            Journal.open(torn, Seal.NONE, entry -> {}).append(bytes("after"));
            expected.add("after");
            assertThat(entriesOf(torn.reopened())).isEqualTo(expected);
        }
    }

    @Test
    void aTailOfZerosIsCutOff() {
        var content = written("a", "b").content();
        assertThat(entriesOf(new MemoryJournalFile(Arrays.copyOf(content, content.length + 100))))
                .containsExactly("a", "b");
    }

    @Test
    void damageBeforeSoundEntriesIsNotHidden() {
        var content = written("first", "second", "third").content();
        content[Mark.HEAD_BYTES + Frame.HEAD_BYTES] ^= 1;
        var file = new MemoryJournalFile(content);
        assertThatThrownBy(() -> entriesOf(file))
                .isInstanceOfSatisfying(
                        JournalDamagedException.class,
                        damaged -> assertThat(damaged.position()).isEqualTo(Mark.HEAD_BYTES));
        assertThat(file.content()).isEqualTo(content);
    }

    @Test
    void anotherFileIsRefused() {
        assertThatThrownBy(() -> entriesOf(new MemoryJournalFile(bytes("a picture of a cat"))))
                .isInstanceOf(JournalException.class);
    }

    @Test
    void aFullDiskFailsTheEntryAndKeepsTheJournal() {
        var file = written("a");
        var journal = Journal.open(file, Seal.NONE, entry -> {});
        file.fillUpAt(journal.size() + 5);
        assertThatThrownBy(() -> journal.append(bytes("too much"))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.replace(List.of(bytes("too much"), bytes("by far")), false))
                .isInstanceOf(JournalException.class);
        file.fillUpAt(Long.MAX_VALUE);
        journal.append(bytes("b"));
        assertThat(entriesOf(file.reopened())).containsExactly("a", "b");
    }

    @Test
    void replacingKeepsWhatIsAppendedAfterwards() {
        var file = written("a", "b", "c");
        var journal = Journal.open(file, Seal.NONE, entry -> {});
        journal.replace(List.of(bytes("abc")), false);
        journal.append(bytes("d"));
        assertThat(entriesOf(file.crash(0))).containsExactly("abc", "d");
    }

    @Test
    void anInterruptedThreadWritesAsAnyOther(@TempDir Path folder) throws Exception {
        var path = folder.resolve("queue");
        try (var journal = Journal.open(DiskJournalFile.open(path), Seal.NONE, entry -> {})) {
            Thread.currentThread().interrupt();
            journal.append(bytes("a"));
            journal.replace(List.of(bytes("b")), true);
            journal.append(bytes("c"));
            assertThat(Thread.interrupted())
                    .as("the interrupt is left to whoever waits for it")
                    .isTrue();
            journal.append(bytes("d"));
        }
        try (var file = DiskJournalFile.open(path)) {
            assertThat(entriesOf(file)).containsExactly("b", "c", "d");
        }
    }

    @Test
    void aFileThatLostBytesIsNotFilledUpWithZeros(@TempDir Path folder) throws Exception {
        try (var file = DiskJournalFile.open(folder.resolve("queue"))) {
            file.replace(List.of(bytes("abc")), () -> bytes("abc"), false);
            assertThatThrownBy(() -> file.truncate(4)).isInstanceOf(IOException.class);
            assertThat(file.size()).isEqualTo(3);
        }
    }

    @Test
    void anEntryThatCouldNotBeTakenBackIsGoneBeforeTheNext() {
        var file = new MemoryJournalFile();
        var journal = Journal.open(file, Seal.NONE, entry -> {});
        journal.append(bytes("a"));
        file.failForcesAndCuts(2);
        assertThatThrownBy(() -> journal.append(bytes("refused"))).isInstanceOf(JournalException.class);
        journal.append(bytes("b"));
        assertThat(entriesOf(file.reopened())).containsExactly("a", "b");
    }

    @Test
    void anEntryThatCouldNotBeTakenBackIsGoneWhenTheJournalCloses() {
        var file = written("a");
        var journal = Journal.open(file, Seal.NONE, entry -> {});
        file.failForcesAndCuts(2);
        assertThatThrownBy(() -> journal.append(bytes("refused"))).isInstanceOf(JournalException.class);
        journal.close();
        assertThat(entriesOf(file.reopened())).containsExactly("a");
    }

    @Test
    void aCompactionThatFailsLeavesNothingBehind(@TempDir Path folder) throws Exception {
        var path = folder.resolve("queue");
        var seal = new Seal() {
            private boolean fails;

            @Override
            public byte[] seal(byte[] plain) throws GeneralSecurityException {
                if (fails && plain.length == 3) {
                    throw new GeneralSecurityException("no key");
                }
                return plain;
            }

            @Override
            public byte[] open(byte[] sealed) {
                return sealed;
            }
        };
        try (var journal = Journal.open(DiskJournalFile.open(path), seal, entry -> {})) {
            journal.append(bytes("a"));
            seal.fails = true;
            assertThatThrownBy(() -> journal.replace(List.of(bytes("b"), bytes("ccc")), false))
                    .isInstanceOf(JournalException.class);
            assertThat(folder.resolve("queue.new")).doesNotExist();
            journal.append(bytes("d"));
        }
        try (var file = DiskJournalFile.open(path)) {
            assertThat(entriesOf(file)).containsExactly("a", "d");
        }
    }

    @Test
    void onDisk(@TempDir Path folder) throws Exception {
        var path = folder.resolve("queue");
        try (var journal = Journal.open(DiskJournalFile.open(path), Seal.NONE, entry -> {})) {
            journal.append(bytes("a"));
            assertThatThrownBy(() -> DiskJournalFile.open(path)).hasMessageContaining("open elsewhere");
            journal.replace(List.of(bytes("b")), true);
            journal.append(bytes("c"));
        }
        Files.write(folder.resolve("queue.new"), bytes("left by a crash"));
        try (var file = DiskJournalFile.open(path)) {
            assertThat(entriesOf(file)).containsExactly("b", "c");
        }
        assertThat(folder.resolve("queue.new")).doesNotExist();
        var journal = Journal.open(DiskJournalFile.open(path), Seal.NONE, entry -> {});
        journal.destroy();
        assertThat(path).doesNotExist();
    }
}
