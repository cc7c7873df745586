package org.outreachsync.export.destination;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.export.destination.SavedVersions.Version;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.yaml.YamlException;

/**
 * The destinations of a programme. Each is kept as it was written, in every version that was ever saved, so that old
 * exports can be built again. Whoever saves one names the version that they changed.
 */
public final class Destinations implements Recipients {

    private final SavedVersions versions;
    private final DestinationReader reader;
    private final SavingCheck check;
    private final InstantSource clock;
    private final DestinationLimits limits;
    /** The newest version of each destination that was read; a version never changes. */
    private final Map<String, Saved> newest = new ConcurrentHashMap<>();

    /** Destinations in this store. */
    public Destinations(
            DocumentStore store,
            Sealer sealer,
            DestinationReader reader,
            Surroundings surroundings,
            InstantSource clock,
            DestinationLimits limits) {
        this.versions = new SavedVersions(store, sealer);
        this.reader = reader;
        this.check = new SavingCheck(surroundings);
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * A saved version.
     *
     * @param by who saved it
     * @param at when
     */
    public record Saved(Destination destination, String by, Instant at) {}

    /**
     * Adds a destination.
     *
     * @param document in YAML or JSON
     * @param by who saves it
     * @throws RefusedException DOCUMENT if it is wrong; VERSION_CONFLICT if there is one of this code; TOO_LARGE if it
     *     is too long or there are too many
     */
    public Destination add(String document, String by) {
        var read = read(document);
        if (versions.newest(read.code()) == null && versions.codes().size() >= limits.countMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The programme has as many destinations as it may have.",
                    Map.of("destinations_max", limits.countMax()));
        }
        return insert(read, 0, by);
    }

    /**
     * Saves a new version of a destination.
     *
     * @param code of the destination; the document must have the same
     * @param version the version that was changed
     * @throws RefusedException NOT_FOUND if there is none; DOCUMENT if it is wrong; VERSION_CONFLICT if somebody else
     *     saved it meanwhile
     */
    public Destination replace(String code, int version, String document, String by) {
        if (versions.newest(code) == null) {
            throw unknown();
        }
        var read = read(document);
        if (!read.code().equals(code)) {
            throw new RefusedException(
                    Code.DOCUMENT,
                    "The document is about " + read.code() + ", not about " + code + ".",
                    Map.of("line", 1, "member", "code"));
        }
        if (version >= limits.versionsMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The destination was saved as often as it may be.",
                    Map.of("versions_max", limits.versionsMax()));
        }
        return insert(read, version, by);
    }

    /**
     * Adds a destination, or saves the newest version with changes.
     *
     * @throws RefusedException as {@link #add} and {@link #replace}
     */
    public Destination put(String document, String by) {
        var newest = versions.newest(read(document).code());
        return newest == null ? add(document, by) : replace(newest.code(), newest.no(), document, by);
    }

    /**
     * Reads and checks a document without saving it.
     *
     * @throws RefusedException DOCUMENT if it is wrong, TOO_LARGE if it is too long
     */
    public Destination read(String document) {
        int bytes = document.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.documentBytesMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The document is too long.", Map.of("bytes_max", limits.documentBytesMax()));
        }
        try {
            var read = reader.read(FILE, document);
            check.check(FILE, read);
            return read;
        } catch (YamlException wrong) {
            throw refused(wrong);
        }
    }

    private static final String FILE = "document";

    private static RefusedException refused(YamlException wrong) {
        var details = new LinkedHashMap<String, Object>();
        details.put("line", wrong.line());
        if (wrong.column() > 0) {
            details.put("column", wrong.column());
        }
        if (!wrong.path().isEmpty()) {
            details.put("member", wrong.path());
        }
        return new RefusedException(Code.DOCUMENT, String.valueOf(wrong.getMessage()), details);
    }

    private Destination insert(Destination read, int before, String by) {
        var newest = versions.newest(read.code());
        int current = newest == null ? 0 : newest.no();
        int next = before + 1;
        if (current != before) {
            throw conflict(read.code(), current);
        }
        if (!versions.add(new Version(read.code(), next, read.document(), by, clock.instant()))) {
            throw conflict(read.code(), next);
        }
        return read.saved(next);
    }

    private static RefusedException conflict(String code, int current) {
        return new RefusedException(
                Code.VERSION_CONFLICT,
                current == 0
                        ? "There is no destination " + code + " yet."
                        : "The destination " + code + " is saved as version " + current
                                + " now. Read it, and make the change there.",
                Map.of("version", current));
    }

    /** The newest version of a destination. */
    @Override
    public Optional<Destination> find(String code) {
        return Optional.ofNullable(versions.newest(code)).map(this::saved).map(Saved::destination);
    }

    /**
     * The newest version of a destination.
     *
     * @throws RefusedException NOT_FOUND if there is none
     */
    public Destination need(String code) {
        return find(code).orElseThrow(Destinations::unknown);
    }

    /**
     * The newest version with who saved it.
     *
     * @throws RefusedException NOT_FOUND if there is none
     */
    public Saved saved(String code) {
        var newest = versions.newest(code);
        if (newest == null) {
            throw unknown();
        }
        return saved(newest);
    }

    private static RefusedException unknown() {
        return new RefusedException(Code.NOT_FOUND, "There is no such destination.");
    }

    /** A version of a destination. */
    @Override
    public Optional<Destination> find(String code, int version) {
        return Optional.ofNullable(versions.find(code, version)).map(this::destination);
    }

    /**
     * A version as it was written, also if it cannot be used any more.
     *
     * @param version 0 for the newest
     * @throws RefusedException NOT_FOUND if there is none
     */
    public String document(String code, int version) {
        var found = version == 0 ? versions.newest(code) : versions.find(code, version);
        if (found == null) {
            throw unknown();
        }
        return found.document();
    }

    /** The newest version of each destination that can be used, by code. */
    @Override
    public List<Destination> list() {
        return savedList().stream().map(Saved::destination).toList();
    }

    /**
     * The newest version of each destination with who saved it, by code. One that cannot be used any more, because an
     * indicator of the programme's own is gone, does not keep the others back.
     */
    public List<Saved> savedList() {
        var all = new ArrayList<Saved>();
        for (var code : versions.codes()) {
            var newest = versions.newest(code);
            if (newest != null) {
                usable(newest).ifPresent(all::add);
            }
        }
        return all;
    }

    private Saved saved(Version version) {
        var known = newest.get(version.code());
        if (known != null && known.destination().version() == version.no()) {
            return known;
        }
        var read = new Saved(destination(version), version.by(), version.at());
        newest.put(version.code(), read);
        return read;
    }

    private Optional<Saved> usable(Version version) {
        try {
            return Optional.of(saved(version));
        } catch (RefusedException outdated) {
            return Optional.empty();
        }
    }

    private Destination destination(Version version) {
        try {
            return reader.read(version.code() + "/" + version.no(), version.document())
                    .saved(version.no());
        } catch (YamlException outdated) {
            // It was right when it was saved: an indicator or an age scheme of the programme's own is gone since.
            throw refused(outdated);
        }
    }
}
