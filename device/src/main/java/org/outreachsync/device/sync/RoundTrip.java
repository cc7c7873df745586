package org.outreachsync.device.sync;

/**
 * How one round trip ended.
 *
 * @param kind what to do next
 * @param reason why it did not succeed
 * @param detail for the log, without any content of a record
 * @param waitMillis how long to wait before the next try, or, after success, before the next routine sync
 */
public record RoundTrip(Kind kind, SyncReason reason, String detail, long waitMillis) {

    /** What to do next. */
    public enum Kind {
        /** Nothing: all ops of the site are sent and all its changes have arrived. */
        SETTLED,
        /** Send the next request at once. */
        AGAIN,
        /** Wait, then try again. */
        FAILED,
        /** Stop: somebody has to act. */
        STOPPED
    }

    static RoundTrip settled(long waitMillis) {
        return new RoundTrip(Kind.SETTLED, SyncReason.NONE, "", waitMillis);
    }

    static RoundTrip again() {
        return new RoundTrip(Kind.AGAIN, SyncReason.NONE, "", 0);
    }

    static RoundTrip failed(SyncReason reason, String detail, long waitMillis) {
        return new RoundTrip(Kind.FAILED, reason, detail, waitMillis);
    }

    static RoundTrip stopped(SyncReason reason, String detail) {
        return new RoundTrip(Kind.STOPPED, reason, detail, 0);
    }
}
