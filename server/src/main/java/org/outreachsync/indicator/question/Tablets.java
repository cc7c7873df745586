package org.outreachsync.indicator.question;

import java.time.Instant;
import java.util.List;

/** The tablets of sites, and when each last synced. */
@FunctionalInterface
public interface Tablets {

    /**
     * A tablet in use.
     *
     * @param no its number in the programme
     * @param synced the time of its last sync, accurate to some minutes; 1970 if it never synced
     */
    record Tablet(long no, Instant synced) {}

    /** The tablets of a site. */
    List<Tablet> of(String site);
}
