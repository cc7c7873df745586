package org.outreachsync.refusal;

/** Why a whole request was refused. The names are stable for programs. */
public enum Code {
    /** The body is not what the contract says. */
    MALFORMED,
    /** No token, or one that does not count any more. */
    TOKEN,
    /** The one-time code is unknown, used or too old. */
    ONE_TIME_CODE,
    /** The device may not sync any more. */
    DEVICE_REVOKED,
    /** The device may not sync for now. */
    DEVICE_SUSPENDED,
    /** The site, or the figure, is not this caller's. */
    SCOPE_DENIED,
    /** Not allowed in this role. */
    ROLE_DENIED,
    /** There is no such thing. */
    NOT_FOUND,
    /** The batch number was used for other content; the answer names the number expected. */
    BATCH_ID_REUSED,
    /** The batch or op number is not the next one; the answer names the number expected. */
    OUT_OF_ORDER,
    /** The device enrolled again since; it must go on with the newer epoch. */
    EPOCH_STALE,
    /** The cursor is not of this server's log; start again with an empty one. */
    CURSOR_EXPIRED,
    /** Over a limit; the answer names it. */
    TOO_LARGE,
    /** The content type or encoding is not served. */
    MEDIA_TYPE,
    /** The client's version is not served any more. */
    UPGRADE,
    /** A parameter of the request is wrong; the answer names it. */
    PARAMETER,
    /** Too many requests of this caller. */
    TOO_MANY,
    /** The server is too busy or its store does not answer; nothing that was acknowledged is lost. */
    BUSY
}
