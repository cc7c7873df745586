package org.outreachsync.export.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.format.Format;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.mapping.Mapped;
import org.outreachsync.export.mapping.MappedFormat;
import org.outreachsync.export.mapping.MappedFormats;
import org.outreachsync.export.mapping.Mapper;
import org.outreachsync.export.table.ExportTable;

/** Writes the files of an export into a folder, readable by their owner only. */
final class Rendering {

    private final Path folder;

    /**
     * Writes into a folder.
     *
     * @param folder exists, and is empty
     */
    Rendering(Path folder) {
        this.folder = folder;
    }

    /** Writes the content of a file. */
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** What the mapping of a destination lacks for a table; empty for nothing. */
    static List<String> missing(Destination destination, ExportTable table) {
        return mapped(destination.rendition(), table) instanceof Mapped.Incomplete(var missing) ? missing : List.of();
    }

    /** Whether one of these formats draws a trend from earlier periods. */
    static boolean drawsTrend(List<String> formats) {
        return formats.stream().flatMap(code -> Formats.of(code).stream()).anyMatch(Format::drawsTrend);
    }

    /** Whether one of these formats needs a mapping. */
    static boolean isMapped(List<String> formats) {
        return formats.stream().anyMatch(MappedFormats.CODES::contains);
    }

    /** Whether one of these formats says which cells are withdrawn. */
    static boolean withdraws(List<String> formats) {
        return formats.stream()
                .filter(MappedFormats.CODES::contains)
                .map(MappedFormats::of)
                .anyMatch(MappedFormat::withdraws);
    }

    /** Nothing is mapped for a destination without a mapping. */
    private static Mapped mapped(Rendition rendition, ExportTable table) {
        var mapping = rendition.mapping();
        if (mapping != null) {
            return Mapper.map(mapping, table);
        }
        return isMapped(rendition.formats())
                ? new Mapped.Incomplete(List.of("the mapping of the destination"))
                : new Mapped.Complete(List.of());
    }

    /**
     * Writes each format of a destination.
     *
     * @param earlier what was published of the same data set for earlier periods
     * @param sent what earlier revisions sent to DHIS2
     * @throws IOException if the folder cannot be written to, for example because the disk is full
     */
    List<ExportFile> files(Rendition rendition, ExportTable table, List<ExportTable> earlier, List<Push> sent)
            throws IOException {
        var files = new ArrayList<ExportFile>();
        for (var code : rendition.formats()) {
            if (MappedFormats.CODES.contains(code)) {
                if (!(mapped(rendition, table) instanceof Mapped.Complete complete)) {
                    throw new IllegalStateException("the mapping is incomplete");
                }
                var format = Optional.of(MappedFormats.of(code));
                while (format.isPresent()) {
                    if (format.get().withdraws()) {
                        files.addAll(withdrawing(format.get(), complete.withdrawing(sent), table));
                    } else {
                        files.add(file(format.get().fileName(table), format.get(), complete, table));
                    }
                    format = format.get().beside();
                }
            } else {
                var format =
                        Formats.of(code).orElseThrow(() -> new IllegalStateException("there is no format " + code));
                files.add(write(format.fileName(table), format.mediaType(), out -> format.write(table, earlier, out)));
            }
        }
        return files;
    }

    private List<ExportFile> withdrawing(MappedFormat format, Mapped.Complete complete, ExportTable table)
            throws IOException {
        var files = new ArrayList<ExportFile>();
        for (var form : complete.byForm()) {
            var name = files.isEmpty() ? format.fileName(table) : format.fileName(table, files.size());
            files.add(file(name, format, form, table));
        }
        return files;
    }

    private ExportFile file(String name, MappedFormat format, Mapped.Complete complete, ExportTable table)
            throws IOException {
        return write(name, format.mediaType(), out -> format.write(complete, table, out));
    }

    /** Writes a file of these bytes. */
    ExportFile write(String name, String mediaType, byte[] bytes) throws IOException {
        return write(name, mediaType, out -> out.write(bytes));
    }

    private ExportFile write(String name, String mediaType, Writer writer) throws IOException {
        var path = folder.resolve(name);
        var digest = ExportFile.digest();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                        path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
                var out = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest))) {
            writer.write(out);
        }
        return new ExportFile(name, mediaType, HexFormat.of().formatHex(digest.digest()), new FileContent(path));
    }

    /** The SHA-256 of a file. */
    static String hash(Path path) throws IOException {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var digest = ExportFile.digest();
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /** The content of a file on the disk. */
    record FileContent(Path path) implements ExportFile.Content {

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
