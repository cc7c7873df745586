package org.outreachsync.export.channel;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;

/**
 * Writes parcels to a local folder, for programmes that carry files by hand. A file appears under its name only when it
 * is complete and on the disk. One that is there already is left as it is.
 */
public final class FolderChannel implements Channel {

    private static final String OWNER_READS = "rw-------";
    private static final String GROUP_READS = "rw-r-----";

    private final Path folder;
    private final String name;
    private final Set<PosixFilePermission> permissions;
    private final ChannelLimits limits;

    /**
     * Writes to this folder.
     *
     * @param folder must exist when a parcel is delivered: it may be a medium that somebody has to insert
     * @param name of the folder, for people
     * @param groupReads whether the group of the folder may read the files, too; otherwise only their owner may
     */
    public FolderChannel(Path folder, String name, boolean groupReads, ChannelLimits limits) {
        this.folder = folder;
        this.name = name;
        this.permissions = PosixFilePermissions.fromString(groupReads ? GROUP_READS : OWNER_READS);
        this.limits = limits;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a file has an unsafe name, or the parcel exceeds a limit
     */
    @Override
    public Outcome deliver(Parcel parcel) {
        var files = ParcelFiles.inOrder(parcel, limits.parcels());
        if (!Files.isDirectory(folder)) {
            return new NeedsHelp("The folder " + name + " is not there.", HelpFrom.OWNER);
        }
        try {
            for (var file : files) {
                put(file);
            }
            forceNames();
            return new Delivered(files.size() + " files are in the folder and on the disk.");
        } catch (FileAlreadyExistsException other) {
            return new NeedsHelp(
                    "The folder has a file of the same name with other content: " + other.getFile() + ".",
                    HelpFrom.OWNER);
        } catch (ContentCheck.DamagedException damaged) {
            return new NeedsHelp(ContentCheck.DAMAGED, HelpFrom.OWNER);
        } catch (AccessDeniedException denied) {
            return new NeedsHelp("The server may not write to the folder " + name + ".", HelpFrom.OWNER);
        } catch (IOException failed) {
            return new Retry("The folder " + name + " could not be written to. It may be full, or read-only.", null);
        }
    }

    private void put(ExportFile file) throws IOException {
        var place = folder.resolve(file.name());
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            if (!isThere(place, file)) {
                throw new FileAlreadyExistsException(file.name());
            }
            return;
        }
        var unfinished = folder.resolve(ParcelFiles.unfinished(file));
        Files.deleteIfExists(unfinished);
        try {
            write(file, unfinished);
            // Without REPLACE_EXISTING, the move fails if somebody wrote the file meanwhile.
            Files.move(unfinished, place);
        } catch (FileAlreadyExistsException meanwhile) {
            throw new FileAlreadyExistsException(file.name());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static boolean isThere(Path name, ExportFile file) throws IOException {
        if (!Files.isRegularFile(name, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var stream = Files.newInputStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return ContentCheck.holds(stream, file);
        }
    }

    private void write(ExportFile file, Path to) throws IOException {
        try (var out =
                FileChannel.open(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes())) {
            ContentCheck.copy(file, Channels.newOutputStream(out));
            out.force(true);
        }
    }

    /** The umask may take away the right of the group, and nothing else can be given. */
    private FileAttribute<?>[] attributes() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Puts the names on the disk, too. Not every file system can. */
    private void forceNames() {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException notOffered) {
            // Such a file system, as on a memory stick, writes names when it is unmounted.
        }
    }
}
