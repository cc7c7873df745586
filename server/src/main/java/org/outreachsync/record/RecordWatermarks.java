package org.outreachsync.record;

import org.jspecify.annotations.Nullable;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Watermarks;

/** The seq up to which the records, reviews and quarantine of each site are complete. */
public final class RecordWatermarks {

    private static final String PREFIX = "RECORDS/";

    private final Watermarks watermarks;

    /** Watermarks in this store. */
    public RecordWatermarks(DocumentStore store) {
        this.watermarks = new Watermarks(store);
    }

    /** The seq up to which the records of a site are complete; 0 for none. */
    public long of(String site) {
        return watermarks.get(name(site));
    }

    /** The write that records that a site's records are complete up to a seq. A lower number has no effect. */
    public TableWrite writeOf(String site, long seq) {
        return Watermarks.writeOf(name(site), seq);
    }

    /** The name of a site's watermark, for callers that read it together with their own. */
    public static String name(String site) {
        return PREFIX + site;
    }

    /** The site whose watermark has this name, or null if it is the name of another watermark. */
    public static @Nullable String siteOf(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : null;
    }
}
