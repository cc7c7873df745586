package org.outreachsync.store;

/** The store was made by an earlier version of the program, and has to be upgraded before this one can use it. */
public final class OutdatedStoreException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** @param lacks what the store lacks, in words */
    public OutdatedStoreException(String lacks) {
        super(
                "the store lacks " + lacks
                        + ", which this version of the program needs. Run \"./outreach admin upgrade\""
                        + " of this version once; servers of the version before may go on meanwhile",
                null);
    }
}
