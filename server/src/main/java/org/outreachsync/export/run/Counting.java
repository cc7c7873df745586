package org.outreachsync.export.run;

import java.time.Instant;
import java.util.List;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.safety.Earlier;

/** Counts exports and makes them safe, as {@link org.outreachsync.export.build.Preparation#of} does. */
public interface Counting {

    /**
     * Prepares exports together.
     *
     * @param earlier what recipients were told before of overlapping periods
     * @throws org.outreachsync.refusal.RefusedException as {@link org.outreachsync.export.count.TableCounter#count}
     */
    Prepared of(Destination destination, List<Due> due, List<Earlier> earlier, Instant now);
}
