package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.Document;
import org.outreachsync.store.Tables;

class DamagedBackupTest {

    @TempDir
    private Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() {
        filled = new FilledStore(folder);
    }

    @Test
    void aBackupThatIsCutOffIsRefusedWhereverTheCutIs() throws IOException {
        filled.write();
        var whole = Files.readAllBytes(filled.file());
        var random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            // Also at the ends of the 64 KiB chunks, where what is left is sound.
            int length = trial < 5 ? whole.length - 1 - trial * (65_536 + 16) : random.nextInt(whole.length);
            if (length > 0) {
                Files.write(filled.file(), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> filled.restoration().check(filled.keys))
                        .as("cut to %d of %d bytes", length, whole.length)
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining("damaged");
            }
        }
        int header = whole.length - payload(whole);
        for (int chunks = 1; header + chunks * (65_536 + 16) < whole.length; chunks++) {
            Files.write(filled.file(), Arrays.copyOf(whole, header + chunks * (65_536 + 16)));
            assertThatThrownBy(() -> filled.restoration().check(filled.keys))
                    .as("%d whole chunks", chunks)
                    .isInstanceOf(BackupException.class);
        }
        Files.write(filled.file(), whole);
        assertThatCode(() -> filled.restoration().check(filled.keys)).doesNotThrowAnyException();
    }

    @Test
    void aFlippedBitIsNoticedWhereverItIs() throws IOException {
        filled.write();
        var whole = Files.readAllBytes(filled.file());
        var random = new Random(11);
        for (int trial = 0; trial < 300; trial++) {
            var damaged = whole.clone();
            int at = trial < 100 ? trial : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(filled.file(), damaged);
            assertThatThrownBy(() -> filled.restoration().check(filled.keys))
                    .as("byte %d", at)
                    .isInstanceOf(BackupException.class);
        }
    }

    /** The last chunk of the encryption is marked, also when it is full. */
    @Test
    void aBackupMayEndWhereAChunkEnds() throws IOException {
        for (int more = 0; more < 3; more++) {
            Files.deleteIfExists(filled.file());
            filled.write();
            int payload = payload(Files.readAllBytes(filled.file()));
            int left = 65_536 - (payload % (65_536 + 16) - 16);
            filled.store.insert(
                    Tables.RECORD_PAGES,
                    new Document(
                            "OSH-1/z" + more,
                            1,
                            Map.of("scope", "OSH-1"),
                            new byte[Math.floorMod(left - 45 + more - 1, 65_536)]));
            Files.delete(filled.file());
            filled.write();
            assertThatCode(() -> filled.restoration().check(filled.keys)).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherIdentityOpensNothing() {
        filled.write();
        var other = folder.resolve("other.txt");
        AgeKeys.make(other);

        assertThatThrownBy(() -> new BackupReader(filled.file(), other).read((table, document) -> {}))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("was not encrypted for this identity");
    }

    /** The bytes behind the header, which ends with a line of dashes, a MAC and a nonce of 16 bytes. */
    private static int payload(byte[] age) {
        var text = new String(age, java.nio.charset.StandardCharsets.ISO_8859_1);
        return age.length - (text.indexOf('\n', text.indexOf("\n---") + 1) + 1 + 16);
    }
}
