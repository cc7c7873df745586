package org.outreachsync.device.sync;

/**
 * How one round trip ended.
 *
 * @param kind what to do next
 * @param reason why, when it did not succeed
 * @param detail for the log, without any content of a record
 * @param waitMillis how long to wait before the next try, or, after success, before the next routine sync
 */
public record RoundTrip(Kind kind, SyncReason reason, String detail, long waitMillis) {

    /** What to do next. */
    public enum Kind {
        /** Nothing: the queue of the site is empty and all its changes are here. */
        SETTLED,
        /** Go on at once. */
        AGAIN,
        /** Wait, and try again. */
        FAILED,
        /** Tell somebody. */
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
