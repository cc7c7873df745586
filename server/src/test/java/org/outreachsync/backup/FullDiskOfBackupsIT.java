package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.rig.SmallDisk;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

class FullDiskOfBackupsIT {

    @TempDir
    private Path folder;

    @TempDir
    private Path small;

    private FilledStore filled;

    @BeforeEach
    void fill() {
        filled = new FilledStore(folder);
    }

    @Test
    void aRestoreOntoAFullDiskFailsAndGoesOnWhenThereIsRoom() {
        filled.write();
        try (var disk = new SmallDisk(small)) {
            disk.fill();
            assertThatThrownBy(() -> filled.restore(disk.store())).isInstanceOf(StoreException.class);

            disk.free();
            filled.restore(disk.store());
            var restored = new HashSet<String>();
            try (var snapshot = disk.store().snapshot()) {
                snapshot.forEach(Tables.RECORD_PAGES, document -> restored.add(document.id()));
            }
            assertThat(restored).hasSize(3_000);
        }
    }

    /** Whatever ends a backup in the middle, nothing stays that has the name of one. */
    @Test
    void aBackupThatCannotBeWrittenToItsEndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> new BackupWriter(Set.of(filled.recipient), Progress.NONE)
                        .write(new Stopping(filled), filled.file(), "id", FilledStore.NOW))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("its beginning was deleted");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(filled.identity());
        }
        filled.write();
        filled.restoration().check(filled.keys);
    }

    /** Has no room left after a thousand records. */
    private static final class Stopping extends ForwardingStore {
        private final FilledStore filled;

        Stopping(FilledStore filled) {
            super(filled.store);
            this.filled = filled;
        }

        @Override
        public Snapshot snapshot() {
            var whole = filled.store.snapshot();
            return new Snapshot() {
                @Override
                public void forEach(Table table, Consumer<Document> visitor) {
                    var seen = new int[1];
                    whole.forEach(table, document -> {
                        if (++seen[0] > 1_000) {
                            throw new UncheckedIOException(new IOException("No space left on device"));
                        }
                        visitor.accept(document);
                    });
                }

                @Override
                public long estimate(Table table) {
                    return whole.estimate(table);
                }

                @Override
                public void close() {
                    whole.close();
                }
            };
        }
    }
}
