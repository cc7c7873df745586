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

/** How far each projection of a site has come: everything up to the sequence number is applied, by whichever server. */
public final class Watermarks {

    private static final String RECORDS = "RECORDS";
    private static final String REPAIRS = "REPAIRS";
    private static final String CELLS = "CELLS/";
    private static final String CELLS_REACH = "CELLS_REACH/";
    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** Watermarks in this store. */
    public Watermarks(DocumentStore store) {
        this.store = store;
    }

    /** The place up to which records, reviews and quarantine of a site are complete; 0 when nothing is. */
    public long ofRecords(String site) {
        return of(List.of(RECORDS + "/" + site)).getOrDefault(RECORDS + "/" + site, 0L);
    }

    /** Notes that records, reviews and quarantine are complete up to a sequence number; never goes back. */
    public void advanceRecords(String site, long seq) {
        advance(RECORDS + "/" + site, seq);
    }

    /**
     * The place up to which the indicator cells of a site are complete; 0 when nothing is.
     *
     * @param fingerprint of the catalogue by which they are counted
     */
    public long ofCells(String fingerprint, String site) {
        return of(List.of(CELLS + fingerprint + "/" + site)).getOrDefault(CELLS + fingerprint + "/" + site, 0L);
    }

    /** Notes, before any cell is written, that nothing beyond a place will be counted in them; never goes back. */
    public void announceCells(String fingerprint, String site, long seq) {
        advance(CELLS_REACH + fingerprint + "/" + site, seq);
    }

    /** Notes that the indicator cells are complete up to a sequence number; never goes back. */
    public void advanceCells(String fingerprint, String site, long seq) {
        advance(CELLS + fingerprint + "/" + site, seq);
    }

    /**
     * How far a site has come.
     *
     * @param records the sequence number up to which its records are complete
     * @param cells the sequence number up to which its cells are complete
     * @param reach the place beyond which nothing is counted in its cells; the same as {@code cells} unless somebody is
     *     counting
     */
    public record Marks(long records, long cells, long reach) {}

    /**
     * How far sites have come.
     *
     * @param marks by site
     * @param repairs how often cells were put right by a recount, for whoever remembers them
     */
    public record Progress(Map<String, Marks> marks, long repairs) {}

    /** Notes that a recount has put cells right. */
    public void noteRepair() {
        boolean isNoted = false;
        while (!isNoted) {
            isNoted = advance(REPAIRS, of(List.of(REPAIRS)).getOrDefault(REPAIRS, 0L) + 1);
        }
    }

    /** How far these sites have come, in one question to the store. */
    public Progress of(String fingerprint, Collection<String> sites) {
        var ids = new ArrayList<>(List.of(REPAIRS));
        sites.forEach(site -> {
            var family = fingerprint + "/" + site;
            Collections.addAll(ids, RECORDS + "/" + site, CELLS + family, CELLS_REACH + family);
        });
        var found = of(ids);
        var marks = new HashMap<String, Marks>();
        sites.forEach(site -> {
            var family = fingerprint + "/" + site;
            long cells = found.getOrDefault(CELLS + family, 0L);
            long reach = Math.max(cells, found.getOrDefault(CELLS_REACH + family, 0L));
            marks.put(site, new Marks(found.getOrDefault(RECORDS + "/" + site, 0L), cells, reach));
        });
        return new Progress(marks, found.getOrDefault(REPAIRS, 0L));
    }

    private Map<String, Long> of(List<String> ids) {
        var found = new HashMap<String, Long>();
        store.get(Tables.WATERMARKS, ids).forEach(document -> found.put(document.id(), document.version()));
        return found;
    }

    private boolean advance(String id, long seq) {
        return !store.replaceIfNewer(Tables.WATERMARKS, List.of(new Document(id, seq, Map.of(), NOTHING)))
                .isEmpty();
    }
}
