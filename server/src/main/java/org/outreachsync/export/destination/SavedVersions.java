package org.outreachsync.export.destination;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.destination.v1.StoredDestination;

/** Every saved version of each destination, as it was written. */
final class SavedVersions {

    private static final String BY_CODE = "destinations_code";
    /** Comes before every character of a code, so this is between a code and all that are greater. */
    private static final String JUST_AFTER = "!";

    private final SealedDocuments<StoredDestination> documents;

    SavedVersions(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.DESTINATIONS, StoredDestination.parser());
    }

    /**
     * A version.
     *
     * @param code of the destination
     * @param no its number, from 1
     * @param document as it was written
     * @param by who saved it
     * @param at when
     * @param isRemoved whether it removes the destination; then it has the document of the one before
     */
    record Version(String code, int no, String document, String by, Instant at, boolean isRemoved) {}

    /** Adds a version. Returns false, and does nothing, if there is one of this number. */
    boolean add(Version version) {
        var body = StoredDestination.newBuilder()
                .setDocument(version.document())
                .setBy(version.by())
                .setSavedAt(version.at().toEpochMilli())
                .setRemoved(version.isRemoved())
                .build();
        try {
            documents.insert(
                    id(version.code(), version.no()),
                    Map.of("programme", PROGRAMME, "code", version.code(), "no", (long) version.no()),
                    body);
            return true;
        } catch (DuplicateKeyException there) {
            return false;
        }
    }

    /** The newest version of a destination, or null. */
    @Nullable
    Version newest(String code) {
        var newest = documents.range(Range.last(BY_CODE, List.of(PROGRAMME, code)));
        return newest.isEmpty() ? null : version(newest.getFirst());
    }

    /** A version of a destination, or null. */
    @Nullable
    Version find(String code, int no) {
        var held = documents.find(id(code, no));
        return held == null ? null : version(held);
    }

    /** How many versions of all destinations were ever saved. It grows whenever one is saved or removed. */
    long count() {
        return documents.count(BY_CODE, List.of(PROGRAMME));
    }

    /** The codes of all destinations, in order. Reads one document for each, however many versions there are. */
    List<String> codes() {
        var codes = new ArrayList<String>();
        String from = null;
        while (true) {
            var next = documents.range(Range.ascending(BY_CODE, List.of(PROGRAMME), from, null, 1));
            if (next.isEmpty()) {
                return codes;
            }
            var code = next.getFirst().text("code");
            codes.add(code);
            from = code + JUST_AFTER;
        }
    }

    private static String id(String code, int no) {
        return code + "/" + no;
    }

    private static Version version(Held<StoredDestination> held) {
        var body = held.body();
        return new Version(
                held.text("code"),
                Math.toIntExact(held.number("no")),
                body.getDocument(),
                body.getBy(),
                Instant.ofEpochMilli(body.getSavedAt()),
                body.getRemoved());
    }
}
