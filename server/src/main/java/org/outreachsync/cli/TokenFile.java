package org.outreachsync.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.identity.People;

/**
 * The file for the tokens of new people: CSV that only its owner may read. It is created with the first token, so a run
 * without tokens leaves no file. An existing file is appended to.
 */
final class TokenFile implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final @Nullable Path file;
    private @Nullable FileChannel open;

    TokenFile(@Nullable String name) {
        this.file = name == null ? null : Path.of(name);
    }

    /**
     * Checks the file before anything is written: its folder must exist, and it must be a regular file that only its
     * owner may read.
     *
     * @throws UsageException if not
     */
    void check() {
        if (file == null) {
            throw new UsageException(
                    "Name a file for the tokens of the new people, because they cannot be shown again: --tokens FILE.");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UsageException("The folder of the file for the tokens does not exist: " + folder + ".");
        }
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UsageException(file + " is not a file that only you may read; name another one");
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            throw new UsageException("The file system does not show who may read " + file + ". Name another file.");
        }
    }

    /** Adds a token. It is synced when this returns. */
    void keep(People.Issued issued) {
        try {
            if (open == null) {
                open();
            }
            var person = issued.person();
            write(
                    person.name(),
                    person.role().name(),
                    String.join(" ", new TreeSet<>(person.sites())),
                    issued.token(),
                    person.expires().toString());
        } catch (IOException failed) {
            throw new UncheckedIOException("the token cannot be written to " + file, failed);
        }
    }

    private void open() throws IOException {
        check();
        var path = file;
        if (path == null) {
            throw new IllegalStateException("checked before");
        }
        try {
            open = FileChannel.open(
                    path,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER));
            write("name", "role", "sites", "token", "expires");
        } catch (FileAlreadyExistsException there) {
            open = FileChannel.open(
                    path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void write(String... fields) throws IOException {
        var channel = Objects.requireNonNull(open);
        var line = new StringWriter();
        try (var writer = CsvWriter.builder().build(line)) {
            writer.writeRecord(fields);
        }
        var bytes = ByteBuffer.wrap(line.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
