package org.outreachsync.store;

import java.time.Duration;

/** Follows the building of indexes, which may take hours. */
public interface IndexProgress {

    /** An index is being built over about so many documents. */
    void begins(String index, String table, long documents);

    /** It is built. */
    void built(String index, Duration took);
}
