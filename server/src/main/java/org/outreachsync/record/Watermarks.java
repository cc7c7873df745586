package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** How far each projection of a scope has come: everything up to the place is applied, by whichever server. */
public final class Watermarks {

    private static final String RECORDS = "RECORDS";
    private static final String REPAIRS = "REPAIRS";
    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** Watermarks in this store. */
    public Watermarks(DocumentStore store) {
        this.store = store;
    }

    /** The place up to which records, reviews and quarantine of a scope are complete; 0 when nothing is. */
    public long ofRecords(String scope) {
        return of(List.of(RECORDS + "/" + scope)).getOrDefault(RECORDS + "/" + scope, 0L);
    }

    /** Notes that records, reviews and quarantine are complete up to a place; never goes back. */
    public void advanceRecords(String scope, long seq) {
        advance(RECORDS + "/" + scope, seq);
    }

    /**
     * The place up to which the indicator cells of a scope are complete; 0 when nothing is.
     *
     * @param fingerprint of the catalogue by which they are counted
     */
    public long ofCells(String fingerprint, String scope) {
        return of(List.of(cells(fingerprint, scope))).getOrDefault(cells(fingerprint, scope), 0L);
    }

    /** Notes that the indicator cells are complete up to a place; never goes back. */
    public void advanceCells(String fingerprint, String scope, long seq) {
        advance(cells(fingerprint, scope), seq);
    }

    /**
     * How far a scope has come.
     *
     * @param records the place up to which its records are complete
     * @param cells the place up to which its cells are complete
     */
    public record Marks(long records, long cells) {}

    /**
     * How far scopes have come.
     *
     * @param marks by scope
     * @param repairs how often cells were put right by a recount, for whoever remembers them
     */
    public record Progress(Map<String, Marks> marks, long repairs) {}

    /** Notes that a recount has put cells right. */
    public void noteRepair() {
        advance(REPAIRS, of(List.of(REPAIRS)).getOrDefault(REPAIRS, 0L) + 1);
    }

    /** How far these scopes have come, in one question to the store. */
    public Progress of(String fingerprint, Collection<String> scopes) {
        var ids = new ArrayList<>(List.of(REPAIRS));
        scopes.forEach(scope -> Collections.addAll(ids, RECORDS + "/" + scope, cells(fingerprint, scope)));
        var found = of(ids);
        var marks = new HashMap<String, Marks>();
        scopes.forEach(scope -> marks.put(
                scope, new Marks(found.getOrDefault(RECORDS + "/" + scope, 0L), found.getOrDefault(cells(fingerprint, scope), 0L))));
        return new Progress(marks, found.getOrDefault(REPAIRS, 0L));
    }

    private static String cells(String fingerprint, String scope) {
        return "CELLS/" + fingerprint + "/" + scope;
    }

    private Map<String, Long> of(List<String> ids) {
        var found = new HashMap<String, Long>();
        store.get(Tables.WATERMARKS, ids).forEach(document -> found.put(document.id(), document.version()));
        return found;
    }

    private void advance(String id, long seq) {
        store.replaceIfNewer(Tables.WATERMARKS, List.of(new Document(id, seq, Map.of(), NOTHING)));
    }
}
