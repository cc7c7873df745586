package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.KeyringException;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.memory.MemoryStore;

class BackupTest {

    @TempDir
    private Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() {
        filled = new FilledStore(folder);
    }

    private static Map<String, Document> all(DocumentStore from, Table table) {
        var found = new HashMap<String, Document>();
        try (var snapshot = from.snapshot()) {
            snapshot.forEach(table, document -> found.put(document.id(), document));
        }
        return found;
    }

    @Test
    void whatIsRestoredIsWhatWasBackedUp() {
        var written = filled.write();
        var other = new MemoryStore();

        assertThat(filled.restore(other)).isEqualTo(written);

        for (var table : BackupFormat.TABLES) {
            var held = all(other, table);
            held.remove(Unfinished.ID);
            held.remove(LogGeneration.ID);
            assertThat(held.keySet())
                    .as(table.name())
                    .isEqualTo(all(filled.store, table).keySet());
            held.forEach((id, document) -> {
                var before = filled.store.get(table, List.of(id)).getFirst();
                assertThat(document.version()).isEqualTo(before.version());
                assertThat(document.fields()).isEqualTo(before.fields());
                assertThat(document.body()).isEqualTo(before.body());
            });
        }
        assertThat(all(other, Tables.ENROLMENT_CODES)).isEmpty();
        assertThat(written.batches()).isEqualTo(2);
    }

    @Test
    void aRestoredLogHasAGenerationOfItsOwn() {
        filled.write();
        var one = new MemoryStore();
        var two = new MemoryStore();
        filled.restore(one);
        filled.restoration().write(two, filled.keys, new Random(2));

        var generations = List.of(
                new LogGeneration(filled.store).get(), new LogGeneration(one).get(), new LogGeneration(two).get());
        assertThat(generations).doesNotHaveDuplicates().first().isEqualTo(0L);
    }

    @Test
    void theKeysetsMustBeThoseOfTheBackup() {
        filled.write();
        var into = new MemoryStore();

        assertThatThrownBy(() -> filled.restoration().write(into, Keyring.ephemeral(), new Random(1)))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("not those of this store");
        assertThat(all(into, Tables.HOUSEKEEPING)).isEmpty();
    }

    @Test
    void aBackupWithAHoleInTheLogIsNotRestored() {
        filled.entry("NARYN", 2);
        filled.write();
        assertThatThrownBy(() -> filled.restoration().check(null))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the log of NARYN in the backup lacks 1 of 2 entries");
    }

    @Test
    void aBackupThatIsNotOfOneMomentIsNotRestored() {
        filled.watermark("NARYN", 9);
        filled.write();
        assertThatThrownBy(() -> filled.restoration().check(null))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not of one moment: the records of NARYN are at 9, its log ends at 0");
    }

    @Test
    void aStoreWithAnythingInItIsNotOverwritten() {
        filled.write();
        assertThatThrownBy(() -> filled.restore(filled.store))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not empty");
        var other = new MemoryStore();
        other.insert(Tables.SITES, new Document("A", 1, Map.of("programme", "programme"), new byte[0]));
        assertThatThrownBy(() -> filled.restore(other)).isInstanceOf(BackupException.class);
    }

    @Test
    void aRestoreThatBrokeOffGoesOnAndNobodyServesWhatItLeft() {
        filled.write();
        var into = new MemoryStore();
        assertThatThrownBy(() -> filled.restore(new Failing(into))).isInstanceOf(StoreUnavailableException.class);

        assertThatThrownBy(() -> Unfinished.check(into))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the restore of the backup of 2026-11-28T20:00:00Z");
        filled.restore(into);
        Unfinished.end(into);
        assertThatCode(() -> Unfinished.check(into)).doesNotThrowAnyException();
        assertThat(all(into, Tables.RECORD_PAGES)).hasSize(3_000);
    }

    @Test
    void whatBrokeOffIsNotCompletedFromAnotherBackup() throws IOException {
        filled.write();
        var into = new MemoryStore();
        assertThatThrownBy(() -> filled.restore(new Failing(into))).isInstanceOf(StoreUnavailableException.class);
        Files.delete(filled.file());
        new BackupWriter(Set.of(filled.recipient), Progress.NONE)
                .write(filled.store, filled.file(), "other", FilledStore.NOW);

        assertThatThrownBy(() -> filled.restore(into))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("(id)");
    }

    @Test
    void aFileThatExistsIsNotOverwritten() throws IOException {
        Files.writeString(filled.file(), "precious");
        assertThatThrownBy(filled::write).isInstanceOf(BackupException.class).hasMessageContaining("exists already");
        assertThat(filled.file()).hasContent("precious");
    }

    @Test
    void aRecipientIsChecked() {
        for (var wrong : List.of("", "age1abc", "ssh-ed25519 AAAA", mistyped(), filled.recipient + "q")) {
            assertThatThrownBy(() -> new BackupWriter(Set.of(wrong), Progress.NONE)
                            .write(filled.store, filled.file(), "id", FilledStore.NOW))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("is not a recipient of age");
        }
        assertThatThrownBy(() -> new BackupWriter(Set.of(), Progress.NONE)
                        .write(filled.store, filled.file(), "id", FilledStore.NOW))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("OUTREACH_BACKUP_RECIPIENTS");
    }

    private String mistyped() {
        int last = filled.recipient.length() - 1;
        return filled.recipient.substring(0, last) + (filled.recipient.charAt(last) == 'q' ? 'p' : 'q');
    }

    @Test
    void anIdentityIsChecked() throws IOException {
        filled.write();
        var wrong = folder.resolve("wrong.txt");
        Files.writeString(wrong, "# nothing\n");
        assertThatThrownBy(() -> new BackupReader(filled.file(), wrong).read((table, document) -> {}))
                .hasMessageContaining("holds no identity of age");
        Files.writeString(wrong, "AGE-SECRET-KEY-1ABC\n");
        assertThatThrownBy(() -> new BackupReader(filled.file(), wrong).read((table, document) -> {}))
                .hasMessageContaining("mistyped or damaged")
                .hasNoCause();
        assertThatThrownBy(() -> AgeKeys.make(wrong))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not written");
    }

    /** Loses the connection when it writes the second page of records. */
    private static final class Failing extends ForwardingStore {
        private int pages;

        Failing(DocumentStore store) {
            super(store);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            if (table.equals(Tables.RECORD_PAGES) && ++pages == 2) {
                throw new StoreUnavailableException("no primary", null);
            }
            return super.replaceIfNewer(table, documents);
        }
    }
}
