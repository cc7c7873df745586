package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Watermarks;

/** How far the cells of each site are counted, for each catalogue. */
public final class CellWatermarks {

    private static final String REPAIRS = "REPAIRS";
    private static final String COMPLETE = "CELLS/";
    private static final String REACH = "CELLS_REACH/";

    private final DocumentStore store;
    private final Watermarks watermarks;

    /** Watermarks in this store. */
    public CellWatermarks(DocumentStore store) {
        this.store = store;
        this.watermarks = new Watermarks(store);
    }

    /**
     * The seq up to which the cells of a site are complete; 0 for none.
     *
     * @param fingerprint of the catalogue by which they are counted
     */
    public long of(String fingerprint, String site) {
        return watermarks.get(complete(fingerprint, site));
    }

    /** The write that announces the highest seq that the cells of a site will contain. It goes before any cell. */
    public static TableWrite announcement(String fingerprint, String site, long seq) {
        return Watermarks.writeOf(reach(fingerprint, site), seq);
    }

    /** The write that records that a site's cells are complete up to a seq. A lower number has no effect. */
    public static TableWrite completion(String fingerprint, String site, long seq) {
        return Watermarks.writeOf(complete(fingerprint, site), seq);
    }

    /**
     * How far a site is counted, without what its cells may contain beyond that.
     *
     * @param records the seq up to which its records are complete
     * @param cells the seq up to which its cells are complete
     */
    public record Counted(long records, long cells) {}

    /**
     * How far a site is counted.
     *
     * @param records the seq up to which its records are complete
     * @param cells the seq up to which its cells are complete
     * @param reach the highest seq that its cells may contain; the same as {@code cells} unless they are being counted
     */
    public record Marks(long records, long cells, long reach) {}

    /**
     * How far sites are counted.
     *
     * @param <T> what is known of each
     * @param marks by site
     * @param repairs how often a recount has corrected cells; caches of cells are dropped when it changes
     */
    public record Progress<T>(Map<String, T> marks, long repairs) {}

    /** Records that a recount has corrected cells. */
    public void noteRepair() {
        boolean isNoted = false;
        while (!isNoted) {
            isNoted = watermarks.advance(REPAIRS, watermarks.get(REPAIRS) + 1);
        }
    }

    /** How far these sites are counted, read in one call to the store. */
    public Progress<Marks> of(String fingerprint, Collection<String> sites) {
        return read(sites, site -> List.of(complete(fingerprint, site), reach(fingerprint, site)), (site, found) -> {
            long cells = found.getOrDefault(complete(fingerprint, site), 0L);
            long reach = Math.max(cells, found.getOrDefault(reach(fingerprint, site), 0L));
            return new Marks(found.getOrDefault(RecordWatermarks.name(site), 0L), cells, reach);
        });
    }

    /** Like {@link #of(String, Collection)}, but reads less: every question asks it of all its sites. */
    public Progress<Counted> counted(String fingerprint, Collection<String> sites) {
        return read(
                sites,
                site -> List.of(complete(fingerprint, site)),
                (site, found) -> new Counted(
                        found.getOrDefault(RecordWatermarks.name(site), 0L),
                        found.getOrDefault(complete(fingerprint, site), 0L)));
    }

    /** What the store tells about {@link DocumentStore#changes its changes}. */
    public OptionalLong changes() {
        return store.changes();
    }

    private <T> Progress<T> read(
            Collection<String> sites,
            Function<String, List<String>> names,
            BiFunction<String, Map<String, Long>, T> marksOf) {
        var wanted = new ArrayList<>(List.of(REPAIRS));
        for (var site : sites) {
            wanted.add(RecordWatermarks.name(site));
            wanted.addAll(names.apply(site));
        }
        var found = watermarks.get(wanted);
        var marks = new HashMap<String, T>();
        sites.forEach(site -> marks.put(site, marksOf.apply(site, found)));
        return new Progress<>(marks, found.getOrDefault(REPAIRS, 0L));
    }

    /** Whether a watermark of this name says how far a site is counted. */
    public static boolean isOfSite(String name) {
        return name.startsWith(COMPLETE) || name.startsWith(REACH);
    }

    private static String complete(String fingerprint, String site) {
        return COMPLETE + fingerprint + "/" + site;
    }

    private static String reach(String fingerprint, String site) {
        return REACH + fingerprint + "/" + site;
    }
}
