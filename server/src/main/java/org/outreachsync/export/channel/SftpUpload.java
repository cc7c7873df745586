package org.outreachsync.export.channel;

import java.io.IOException;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.delivery.ExportFile;

/**
 * Puts files into a folder. A file appears under its name only when it is complete, and what is there already is not
 * sent again.
 */
final class SftpUpload {

    private static final int BUFFER_BYTES = 32 << 10;

    private final SftpClient sftp;
    private final SftpSettings settings;
    private boolean readBack = true;

    SftpUpload(SftpClient sftp, SftpSettings settings) {
        this.sftp = sftp;
        this.settings = settings;
    }

    /** The folder is missing, or is no folder. */
    static final class NoFolderException extends IOException {

        NoFolderException() {
            super("The folder is not there.");
        }
    }

    /** A file of the same name has other content. */
    static final class OtherContentException extends IOException {

        private final String name;

        OtherContentException(String name) {
            super(name);
            this.name = name;
        }

        /** Of the file. */
        String name() {
            return name;
        }
    }

    /** The far side stored something else than what was sent. */
    static final class BadlyStoredException extends IOException {

        BadlyStoredException() {
            super("The far side did not store what was sent.");
        }
    }

    /** Whether all files could be compared byte for byte; otherwise only their sizes were. */
    boolean wasReadBack() {
        return readBack;
    }

    void checkFolder() throws IOException {
        var folder = find(settings.folder().isEmpty() ? "." : settings.folder());
        if (folder == null || !folder.isDirectory()) {
            throw new NoFolderException();
        }
    }

    void put(ExportFile file) throws IOException {
        var path = settings.path(file.name());
        if (isThere(path, file)) {
            return;
        }
        var unfinished = settings.path(ParcelFiles.unfinished(file));
        try {
            send(unfinished, file);
            if (!matches(unfinished, file)) {
                throw new BadlyStoredException();
            }
        } catch (SftpException | BadlyStoredException | ContentCheck.DamagedException failed) {
            discard(unfinished, failed);
            throw failed;
        }
        rename(unfinished, path, file);
        var stored = find(path);
        // A recipient's program may have fetched and removed it since then.
        if (stored != null && stored.getSize() != file.content().size()) {
            throw new BadlyStoredException();
        }
    }

    private boolean isThere(String path, ExportFile file) throws IOException {
        if (find(path) == null) {
            return false;
        }
        if (!matches(path, file)) {
            throw new OtherContentException(file.name());
        }
        return true;
    }

    private void send(String path, ExportFile file) throws IOException {
        try (var out = sftp.write(path, BUFFER_BYTES, OpenMode.Create, OpenMode.Truncate, OpenMode.Write)) {
            ContentCheck.copy(file, out);
        }
        var disk = sftp.getExtension(OpenSSHFsyncExtension.class);
        if (disk != null && disk.isSupported()) {
            try (var handle = sftp.open(path, OpenMode.Write)) {
                disk.fsync(handle);
            }
        }
    }

    /** Whether the far side has exactly this file under a name. */
    private boolean matches(String path, ExportFile file) throws IOException {
        var found = find(path);
        if (found == null
                || !found.isRegularFile()
                || found.getSize() != file.content().size()) {
            return false;
        }
        try (var stream = sftp.read(path, BUFFER_BYTES)) {
            return ContentCheck.holds(stream, file);
        } catch (SftpException denied) {
            // An account that may only write leaves nothing but the size to compare.
            if (denied.getStatus() != SftpConstants.SSH_FX_PERMISSION_DENIED) {
                throw denied;
            }
            readBack = false;
            return true;
        }
    }

    /**
     * Gives a file its name. This is the rename of SFTP itself, which refuses a name that exists; OpenSSH's
     * {@code posix-rename} would replace the file.
     */
    private void rename(String unfinished, String path, ExportFile file) throws IOException {
        try {
            sftp.rename(unfinished, path);
        } catch (SftpException refused) {
            discard(unfinished, refused);
            // Another server of this programme may have been faster.
            if (!isThere(path, file)) {
                throw refused;
            }
        }
    }

    private void discard(String unfinished, IOException why) {
        try {
            sftp.remove(unfinished);
        } catch (IOException failed) {
            why.addSuppressed(failed);
        }
    }

    private @Nullable Attributes find(String path) throws IOException {
        try {
            return sftp.lstat(path);
        } catch (SftpException failed) {
            if (failed.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return null;
            }
            throw failed;
        }
    }
}
