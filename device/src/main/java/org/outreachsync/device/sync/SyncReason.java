package org.outreachsync.device.sync;

/** Why a sync is not complete. */
public enum SyncReason {
    /** It is complete. */
    NONE(false),
    /** The tablet was never enrolled. */
    NOT_ENROLLED(true),
    /** The server knows a newer epoch of this device: it must enrol again. What waits stays and is sent then. */
    ENROL_AGAIN(true),
    /** No answer arrived. */
    NETWORK(false),
    /** The server is busy, or still at work on this batch. */
    BUSY(false),
    /** The server failed, or something between that is not it answered. Nothing is lost. */
    SERVER_ERROR(false),
    /** The server does not accept the token. */
    TOKEN_REFUSED(true),
    /** The device may not sync for now; its data are kept. */
    DEVICE_SUSPENDED(true),
    /** The tablet was taken out of service. */
    DEVICE_REVOKED(true),
    /** The device may not work in a site. */
    SCOPE_DENIED(true),
    /** The app is too old. */
    UPGRADE_NEEDED(true),
    /** The server cannot read the request: an error of this version of the app. */
    REQUEST_REFUSED(true),
    /** The tablet's records still differ from the server's after they were exchanged bucket by bucket. */
    DIVERGED(false),
    /** The bound on round trips was reached while there was more to do. */
    ROUNDS_SPENT(false),
    /** The server had all data on the tablet destroyed. */
    WIPED(true);

    private final boolean needsPerson;

    SyncReason(boolean needsPerson) {
        this.needsPerson = needsPerson;
    }

    /** Whether waiting will not help: somebody has to do something. */
    public boolean needsPerson() {
        return needsPerson;
    }
}
