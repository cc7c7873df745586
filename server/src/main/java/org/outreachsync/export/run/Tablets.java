package org.outreachsync.export.run;

import java.time.Instant;
import org.outreachsync.export.dataset.DataSet;

/** Tells which tablets have handed in their records. */
public interface Tablets {

    /** Whether every tablet that may still hold records of a data set has synced since an instant. */
    boolean haveSynced(DataSet set, Instant since);
}
