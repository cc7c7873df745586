package org.outreachsync.export.destination;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.export.destination.SavedVersions.Version;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.YamlException;

/**
 * The destinations of a programme. Each is kept as it was written, in every version that was ever saved, so that old
 * exports can be built again. Whoever saves one names the version that they changed.
 */
public final class Destinations implements Recipients {

    private final SavedVersions versions;
    private final DestinationReader reader;
    private final ReadVersions read;
    private final SavingCheck check;
    private final InstantSource clock;
    private final DestinationLimits limits;

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
        this.read = new ReadVersions(versions, reader);
        this.check = new SavingCheck(surroundings);
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Adds a destination.
     *
     * @param document in YAML or JSON
     * @param by who saves it
     * @throws RefusedException DOCUMENT if it is wrong; VERSION_CONFLICT if there is one of this code; TOO_LARGE if it
     *     is too long or there are too many
     */
    public Destination add(String document, String by) {
        return add(FILE, document, by);
    }

    /**
     * Adds a destination.
     *
     * @param file the name of the document, for messages
     * @throws RefusedException as the other
     */
    public Destination add(String file, String document, String by) {
        var written = read(file, document);
        if (read.current(written.code()) == null && read.list().size() >= limits.countMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The programme has as many destinations as it may have.",
                    Map.of("destinations_max", limits.countMax()));
        }
        var last = versions.newest(written.code());
        return insert(written, last != null && last.isRemoved() ? last.no() : 0, by);
    }

    /**
     * Saves a new version of a destination. A document that is the same, letter for letter, makes none.
     *
     * @param code of the destination; the document must have the same
     * @param version the version that was changed
     * @return the new version, or that which was changed if nothing changed
     * @throws RefusedException NOT_FOUND if there is none; DOCUMENT if it is wrong; VERSION_CONFLICT if somebody else
     *     saved it meanwhile
     */
    public Destination replace(String code, int version, String document, String by) {
        return replace(FILE, code, version, document, by);
    }

    /**
     * Saves a new version of a destination, as the other.
     *
     * @param file the name of the document, for messages
     * @throws RefusedException as the other
     */
    public Destination replace(String file, String code, int version, String document, String by) {
        var before = current(code);
        var written = read(file, document);
        if (!written.code().equals(code)) {
            throw new RefusedException(
                    Code.DOCUMENT,
                    "The document is about " + written.code() + ", not about " + code + ".",
                    Map.of("line", 1, "member", "code"));
        }
        if (before.no() == version && before.document().equals(document)) {
            return written.saved(version);
        }
        if (version >= limits.versionsMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE,
                    "The destination was saved as often as it may be.",
                    Map.of("versions_max", limits.versionsMax()));
        }
        return insert(written, version, by);
    }

    /**
     * Reads and checks a document without saving it.
     *
     * @throws RefusedException DOCUMENT if it is wrong, TOO_LARGE if it is too long
     */
    public Destination read(String document) {
        return read(FILE, document);
    }

    /**
     * Reads and checks a document without saving it.
     *
     * @param file the name of the document, for messages
     * @throws RefusedException as the other
     */
    public Destination read(String file, String document) {
        int bytes = document.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.documentBytesMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The document is too long.", Map.of("bytes_max", limits.documentBytesMax()));
        }
        try {
            var mistakes = new Mistakes();
            var written = mistakes.read(() -> reader.read(file, document));
            mistakes.check(() -> check.places(file, document));
            mistakes.check(() -> check.settings(file, written.get()));
            mistakes.throwIfAny();
            return written.get();
        } catch (YamlException wrong) {
            throw ReadVersions.refused(wrong);
        }
    }

    private static final String FILE = "document";

    private Destination insert(Destination written, int before, String by) {
        add(new Version(written.code(), before + 1, written.document(), by, clock.instant(), false));
        return written.saved(before + 1);
    }

    private void add(Version next) {
        var newest = versions.newest(next.code());
        int current = newest == null ? 0 : newest.no();
        if (current != next.no() - 1) {
            throw conflict(next.code(), current);
        }
        if (!versions.add(next)) {
            throw conflict(next.code(), next.no());
        }
    }

    /**
     * Removes a destination. Its versions are kept; one of the same code may be added again.
     *
     * @throws RefusedException NOT_FOUND if there is none; VERSION_CONFLICT if somebody saves it at the same time
     */
    void remove(String code, String by) {
        var last = current(code);
        add(new Version(code, last.no() + 1, last.document(), by, clock.instant(), true));
    }

    private static RefusedException conflict(String code, int current) {
        return new RefusedException(
                Code.VERSION_CONFLICT,
                current == 0
                        ? "There is no destination " + code + " yet."
                        : "There is a destination " + code + ", saved as version " + current
                                + ". Read it, make the change there, and name that version.",
                Map.of("version", current));
    }

    private Version current(String code) {
        var current = read.current(code);
        if (current == null) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such destination.");
        }
        return current;
    }

    @Override
    public Optional<Destination> find(String code) {
        return Optional.ofNullable(read.current(code)).map(read::destination);
    }

    /**
     * The newest version of a destination.
     *
     * @throws RefusedException NOT_FOUND if there is none; DOCUMENT if it cannot be used any more
     */
    public Destination need(String code) {
        return read.destination(current(code));
    }

    /**
     * The newest version of a destination, also if it cannot be used any more.
     *
     * @throws RefusedException NOT_FOUND if there is none
     */
    public SavedDestination saved(String code) {
        return read.saved(current(code));
    }

    @Override
    public Optional<Rendition> rendition(String code, int version) {
        return read.rendition(code, version);
    }

    /**
     * A version as it was written, also if it cannot be used any more.
     *
     * @param version 0 for the newest
     * @throws RefusedException NOT_FOUND if there is none
     */
    public String document(String code, int version) {
        var found = version == 0 ? current(code) : versions.find(code, version);
        if (found == null) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such version of the destination.");
        }
        return found.document();
    }

    @Override
    public All all() {
        var usable = new ArrayList<Destination>();
        var unusable = new ArrayList<Unusable>();
        for (var saved : savedList()) {
            var destination = saved.destination();
            if (destination == null) {
                unusable.add(new Unusable(saved.code(), saved.version(), saved.problem()));
            } else {
                usable.add(destination);
            }
        }
        return new All(usable, unusable);
    }

    /** The newest version of each destination, by code, also of those that cannot be used any more. */
    public List<SavedDestination> savedList() {
        return read.list();
    }
}
