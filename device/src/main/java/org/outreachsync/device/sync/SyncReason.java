package org.outreachsync.device.sync;

/** Why a sync is not complete. */
public enum SyncReason {
    /** The sync is complete. */
    NONE(false),
    /** The tablet was never enrolled. */
    NOT_ENROLLED(true),
    /**
     * The server knows a newer epoch of this device, so the tablet must enrol again. Its ops are kept and sent
     * afterwards.
     */
    ENROL_AGAIN(true),
    /** No answer arrived. */
    NETWORK(false),
    /** The server is busy, or still at work on this batch. */
    BUSY(false),
    /** The server failed, or something in between answered in its place. Nothing is lost. */
    SERVER_ERROR(false),
    /** The server does not accept the token. */
    TOKEN_REFUSED(true),
    /** The device is suspended; its data are kept. */
    DEVICE_SUSPENDED(true),
    /** The tablet was taken out of service. */
    DEVICE_REVOKED(true),
    /** The device may not work at a site. */
    SCOPE_DENIED(true),
    /** The app is too old. */
    UPGRADE_NEEDED(true),
    /** The server cannot read the request: an error of this version of the app. */
    REQUEST_REFUSED(true),
    /** The tablet's records still differ from the server's after a repair bucket by bucket. */
    DIVERGED(false),
    /** The limit on round trips was reached before everything was done. */
    ROUNDS_SPENT(false),
    /** The server had all data on the tablet destroyed. */
    WIPED(true);

    private final boolean needsPerson;

    SyncReason(boolean needsPerson) {
        this.needsPerson = needsPerson;
    }

    /** Whether a person has to act; waiting does not help. */
    public boolean needsPerson() {
        return needsPerson;
    }
}
