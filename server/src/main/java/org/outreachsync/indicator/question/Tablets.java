package org.outreachsync.indicator.question;

import java.time.Instant;
import java.util.List;

/** The tablets that work at sites, and when each was heard of last. */
@FunctionalInterface
public interface Tablets {

    /**
     * A tablet in use.
     *
     * @param no its number in the programme
     * @param synced when it synced last, to some minutes; the epoch of 1970 when it never did
     */
    record Tablet(long no, Instant synced) {}

    /** Those of a site. */
    List<Tablet> of(String site);
}
