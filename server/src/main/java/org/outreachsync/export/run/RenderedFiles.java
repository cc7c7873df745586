package org.outreachsync.export.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Content.FileRef;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.outbox.Outbox;
import org.outreachsync.export.outbox.Parcels;
import org.outreachsync.export.signature.Signer;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.failure.Frames;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of exports in a folder, which is a cache: what is missing or damaged there is written again from the
 * snapshots, and must be byte for byte what was signed. Files of an entry appear together, when all are complete.
 */
final class RenderedFiles implements Parcels {

    private static final Logger LOG = LoggerFactory.getLogger(RenderedFiles.class);

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Renditions renditions;
    private final SentCells sent;
    private final Signer signer;
    private final Sealer sealer;
    private final Build build;

    RenderedFiles(
            Path folder,
            Ledger ledger,
            Snapshots snapshots,
            Renditions renditions,
            Signer signer,
            Sealer sealer,
            Build build) {
        this.folder = folder;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.renditions = renditions;
        this.sent = new SentCells(ledger, snapshots, renditions);
        this.signer = signer;
        this.sealer = sealer;
        this.build = build;
    }

    /**
     * Writes the files of an entry for the first time.
     *
     * @return its content with the files and the signature
     */
    Content write(Entry entry) throws IOException {
        return render(entry, written -> {});
    }

    @Override
    public Parcel of(Entry entry, Destination destination) throws IOException {
        return Outbox.parcel(entry, files(entry));
    }

    /**
     * The files of an entry; those that are not there any more are written again.
     *
     * @throws FilesDifferException if what is written now differs from what was signed
     */
    List<ExportFile> files(Entry entry) throws IOException {
        return areThere(entry) ? there(entry) : rebuild(entry);
    }

    /**
     * The files of an entry for somebody who asks for one.
     *
     * @throws RefusedException FILES_DIFFER, or BUSY if they cannot be written now
     */
    List<ExportFile> asked(Entry entry) {
        try {
            return files(entry);
        } catch (FilesDifferException differ) {
            LOG.warn("export {}: somebody asked for files that cannot be written again as they were", entry.id());
            throw new RefusedException(
                    Code.FILES_DIFFER,
                    "The files of this export cannot be written again as they were signed. The programme sees what differs by"
                            + " `admin export rebuild`.");
        } catch (IOException | UncheckedIOException unwritable) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(unwritable))
                    .log("export {}: files that somebody asked for cannot be written", entry.id());
            throw new RefusedException(Code.BUSY, "The file cannot be written now. Try again later.");
        }
    }

    /**
     * Writes the files of an entry again.
     *
     * @throws FilesDifferException if what is written now differs from what was signed
     */
    List<ExportFile> rebuild(Entry entry) throws IOException {
        render(entry, written -> compare(content(entry), written));
        return there(entry);
    }

    private void compare(Content signed, Content written) {
        if (!written.files().equals(signed.files()) || !written.signature().equals(signed.signature())) {
            var names = written.files().stream()
                    .filter(file -> !signed.files().contains(file))
                    .map(FileRef::name)
                    .collect(Collectors.joining(", "));
            throw new FilesDifferException("The files written now differ from those that were signed: " + names + "."
                    + build.differences(signed.versions()));
        }
    }

    private static Content content(Entry entry) {
        return Objects.requireNonNull(entry.content(), "the export is not prepared");
    }

    private Path place(EntryId id) {
        return folder.resolve(id.toString());
    }

    private boolean areThere(Entry entry) throws IOException {
        for (var file : content(entry).files()) {
            var path = place(entry.id()).resolve(file.name());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(path) != file.size()
                    || !Rendering.hash(path).equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    private List<ExportFile> there(Entry entry) {
        return content(entry).files().stream()
                .map(file -> new ExportFile(
                        file.name(),
                        file.mediaType(),
                        file.sha256(),
                        new Rendering.FileContent(place(entry.id()).resolve(file.name()))))
                .toList();
    }

    /** Writes files, and puts them in place if the check lets them pass. */
    private Content render(Entry entry, Consumer<Content> check) throws IOException {
        var content = content(entry);
        Files.createDirectories(folder, OWNER_ONLY);
        try (var workplace = Workplace.create(folder)) {
            var unfinished = workplace.folder();
            var rendition = rendition(entry);
            var table = snapshots.table(content.table());
            var rendering = new Rendering(unfinished);
            var files = rendering.files(
                    rendition,
                    table,
                    earlier(content, rendition),
                    Rendering.isMapped(rendition.formats()) ? sent.before(entry) : List.of());
            var name = table.head().fileName() + Manifest.SUFFIX;
            var manifest = Manifest.write(entry.id(), table, state(content), files);
            var signature = signer.sign(manifest);
            files.add(rendering.write(name, Manifest.MEDIA_TYPE, manifest));
            files.add(rendering.write(
                    name + Manifest.SIGNATURE, Manifest.SIGNATURE_TYPE, signature.getBytes(StandardCharsets.US_ASCII)));
            var written = new ArrayList<FileRef>();
            for (var file : files) {
                written.add(new FileRef(
                        file.name(),
                        file.mediaType(),
                        file.sha256(),
                        file.content().size()));
            }
            var complete = content.with(written, signature);
            check.accept(complete);
            publish(unfinished, place(entry.id()));
            return complete;
        }
    }

    /** Removes what killed servers left unfinished, and the files of restatements that were withdrawn. */
    void clean() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Workplace.removeLeftBehind(folder);
            try (var places = Files.newDirectoryStream(folder, RenderedFiles::isPlace)) {
                for (var place : places) {
                    if (isWithdrawn(place.getFileName().toString())) {
                        Workplace.delete(place);
                    }
                }
            }
        } catch (IOException failed) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("what was left behind in {} cannot be removed", folder);
        }
    }

    private boolean isWithdrawn(String name) {
        try {
            return ledger.find(EntryId.parse(name)).filter(Entry::isWithdrawn).isPresent();
        } catch (RefusedException notOfAnExport) {
            return false;
        }
    }

    private static boolean isPlace(Path place) {
        return !place.getFileName().toString().startsWith(".") && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    }

    private Rendition rendition(Entry entry) {
        return renditions
                .of(entry)
                .orElseThrow(
                        () -> new FilesDifferException("The document of the destination cannot be read any more."));
    }

    private List<ExportTable> earlier(Content content, Rendition rendition) {
        if (!Rendering.drawsTrend(rendition.formats())) {
            return List.of();
        }
        return content.earlier().stream()
                .map(EntryId::parse)
                .flatMap(id -> ledger.find(id).stream())
                .map(entry -> snapshots.table(content(entry).table()))
                .toList();
    }

    /** Without the keys of the programme, nobody can tell from it how many batches a site sent. */
    private String state(Content content) {
        var parts = content.countedTo().entrySet().stream()
                .map(site -> (site.getKey() + "=" + site.getValue()).getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.toList());
        return sealer.name("export-state", parts);
    }

    private static void publish(Path unfinished, Path place) throws IOException {
        try {
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException older) {
            Workplace.delete(place);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
