package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that a later version wrote, or another program, is opened and then refused. */
class NewerBackupTest {

    @TempDir
    private Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() {
        filled = new FilledStore(folder);
    }

    /** Writes what is encrypted. */
    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private void refused(String why, Content content) throws Exception {
        var channel = FileChannel.open(
                filled.file(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        var sealed = new StandardEncryptingChannelFactory()
                .newEncryptingChannel(channel, AgeKeys.recipients(Set.of(filled.recipient)));
        try (var out = new DataOutputStream(Channels.newOutputStream(sealed))) {
            content.write(out);
        }
        assertThatThrownBy(() -> filled.restoration().check(filled.keys))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(why);
    }

    private static void head(DataOutputStream out, int form) throws IOException {
        BackupFormat.text(out, BackupFormat.MAGIC);
        out.writeInt(form);
        BackupFormat.text(out, "id");
        out.writeLong(FilledStore.NOW.toEpochMilli());
    }

    @Test
    void aNewerFormNamesTheWayOut() throws Exception {
        refused("a newer version of this program, which has a form", out -> head(out, BackupFormat.FORM + 1));
        refused("restore it with that version", out -> head(out, BackupFormat.FORM + 1));
    }

    @Test
    void aTableOrPartOfANewerVersionIsNamed() throws Exception {
        refused("has a table later that this one does not know", out -> {
            head(out, BackupFormat.FORM);
            out.writeByte(BackupFormat.TABLE);
            BackupFormat.text(out, "later");
        });
        refused("has a part 9", out -> {
            head(out, BackupFormat.FORM);
            out.writeByte(9);
        });
    }

    @Test
    void anotherProgramsFileIsNoBackup() throws Exception {
        refused("is not a backup of this program", out -> BackupFormat.text(out, "a photograph"));
    }
}
