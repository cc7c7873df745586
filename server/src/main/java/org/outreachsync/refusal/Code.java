package org.outreachsync.refusal;

/** Why a whole request was refused. The names are stable for programs. */
public enum Code {
    MALFORMED(
            "The path, query or body cannot be read.",
            "sends it once more, not compressed; then waits, and reports it to its maker"),
    PARAMETER("A parameter or member is wrong; `parameter` names it.", "as `MALFORMED`"),
    TOKEN(
            "No token, or one that is not valid any more.",
            "keeps everything, and enrols again with its `device_id` and a one-time code"),
    ONE_TIME_CODE("The one-time code is unknown, used or too old.", "asks for a new one"),
    DEVICE_REVOKED(
            "The tablet was taken out of service.",
            "hands in what waits for other sites, wipes itself, confirms `command` if one is named"),
    DEVICE_SUSPENDED("The device may not sync for now.", "keeps everything, goes on recording, and waits for a person"),
    SCOPE_DENIED(
            "The site, or the figure, is not this caller's.", "keeps what waits for the site, and syncs the others"),
    ROLE_DENIED("Not allowed in this role.", "never asks so"),
    NOT_FOUND("There is no such thing, or none that is yours.", "reports the wrong address"),
    METHOD("The path does not support this method.", "reports it to its maker"),
    TIMEOUT("The body came too slowly.", "halves the batch and sends it again; nothing of it was stored"),
    BATCH_ID_REUSED(
            "The batch number holds other content; the answer names the next one.", "goes on with the numbers given"),
    OUT_OF_ORDER("The batch or op number is not the next one; the answer names it.", "goes on with the numbers given"),
    EPOCH_STALE(
            "The device's epoch is not the one that the server knows, which is `epoch`.",
            "uses that enrolment, or enrols again"),
    LAST_ADMIN("No other admin has access that lasts.", "never asks so"),
    CURSOR_EXPIRED("The cursor belongs to another log.", "pulls anew with an empty cursor; what waits stays"),
    TOO_LARGE("Over a limit; the answer names it.", "halves the batch; a single op goes without its record"),
    LINE_TOO_LONG("The path with its query is too long.", "reports it to its maker"),
    MEDIA_TYPE(
            "The content type or encoding is not served.",
            "sends it once more, not compressed; then reports it to its maker"),
    UPGRADE("The client's version is not served any more.", "asks for an update of the app; its records are kept"),
    TOO_MANY("Too many requests of this caller, in a minute or at once.", "waits as `Retry-After` says"),
    HEADERS_TOO_LARGE("The headers are too large, too many, or one of them is too long.", "reports it to its maker"),
    INTERNAL("The server failed; report `incident`.", "keeps everything, and tries again later"),
    BUSY(
            "The server is too busy or its store does not answer.",
            "waits as `Retry-After` says; what was acknowledged is not lost");

    private final String meaning;
    private final String tablet;

    Code(String meaning, String tablet) {
        this.meaning = meaning;
        this.tablet = tablet;
    }

    /** A plain sentence for whoever writes a client. */
    public String meaning() {
        return meaning;
    }

    /** What a tablet does about it: a sentence without its subject, the tablet, and without a full stop. */
    public String tablet() {
        return tablet;
    }
}
