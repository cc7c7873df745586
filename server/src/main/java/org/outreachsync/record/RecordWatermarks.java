package org.outreachsync.record;

import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Watermarks;

/** The sequence number up to which the records, reviews and quarantine of each site are complete. */
public final class RecordWatermarks {

    private final Watermarks watermarks;

    /** Watermarks in this store. */
    public RecordWatermarks(DocumentStore store) {
        this.watermarks = new Watermarks(store);
    }

    /** The sequence number up to which the records of a site are complete; 0 when none are. */
    public long of(String site) {
        return watermarks.get(name(site));
    }

    /** Notes that the records of a site are complete up to a sequence number. A lower number changes nothing. */
    public void advance(String site, long seq) {
        watermarks.advance(name(site), seq);
    }

    /** The name of a site's watermark, for those who read it together with their own. */
    public static String name(String site) {
        return "RECORDS/" + site;
    }
}
