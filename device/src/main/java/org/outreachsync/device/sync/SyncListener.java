package org.outreachsync.device.sync;

/** Receives the progress of a sync, on the thread that syncs. */
public interface SyncListener {

    /** Ignores everything. */
    SyncListener NONE = new SyncListener() {};

    /**
     * The server acknowledged ops.
     *
     * @param sent ops acknowledged in this sync so far
     * @param total those, plus the ops that still wait
     */
    default void sent(String site, int sent, int total) {}

    /**
     * Records arrived.
     *
     * @param received records received in this sync so far
     * @param more whether more wait on the server
     */
    default void received(String site, int received, boolean more) {}

    /** The sync ended. */
    default void ended(SyncReport report) {}
}
