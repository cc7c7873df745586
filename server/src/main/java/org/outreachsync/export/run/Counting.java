package org.outreachsync.export.run;

import java.time.Instant;
import java.util.List;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Known;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.destination.Destination;

/** Counts exports and makes them safe, as {@link org.outreachsync.export.build.Preparation#of} does. */
public interface Counting {

    /**
     * Prepares exports together.
     *
     * @param known what recipients know of overlapping periods
     * @throws org.outreachsync.refusal.RefusedException as {@link org.outreachsync.export.count.TableCounter#count}
     */
    Prepared of(Destination destination, List<Due> due, Known known, Instant now);
}
