package org.outreachsync.refusal;

/** Why a whole request was refused. The names are stable, so programs can rely on them. */
public enum Code {
    MALFORMED(
            "The headers, path, query or body cannot be read.",
            "sends it once more, uncompressed; then waits, and reports it to its developers"),
    PARAMETER("A parameter or member is wrong; `parameter` names it.", "as `MALFORMED`"),
    DOCUMENT(
            "The document is wrong; `mistakes` lists what and where, `line`, `column` and `member` say where the first is.",
            "never makes such a request"),
    TOKEN(
            "No token, or one that is no longer valid.",
            "keeps everything, and enrols again with its `device_id` and a one-time code"),
    ONE_TIME_CODE("The one-time code is unknown, used or too old.", "asks for a new one"),
    DEVICE_REVOKED(
            "The tablet was taken out of service.",
            "hands in what waits for other sites, wipes itself, confirms `command` if one is named"),
    DEVICE_SUSPENDED(
            "The tablet may not sync for now.",
            "keeps everything, goes on recording, and waits until a person resumes it"),
    SCOPE_DENIED("The caller may not see this site or figure.", "keeps what waits for the site, and syncs the others"),
    ROLE_DENIED("Not allowed in this role.", "never makes such a request"),
    NOT_FOUND("It does not exist, or the caller may not see it.", "reports the wrong address to its developers"),
    METHOD("The path does not support this method.", "reports it to its developers"),
    TIMEOUT("The body arrived too slowly.", "halves the batch and sends it again; none of it was stored"),
    BATCH_ID_REUSED(
            "This batch number was used for other content; the answer names the next one.",
            "continues with the numbers in the answer"),
    OUT_OF_ORDER(
            "The batch or op number is not the next one; the answer names it.",
            "continues with the numbers in the answer"),
    EPOCH_STALE(
            "The tablet's epoch differs from the server's, which is `epoch`.",
            "uses the enrolment of that epoch, or enrols again"),
    LAST_ADMIN("No other admin would keep access.", "never makes such a request"),
    VERSION_CONFLICT("Somebody else saved it meanwhile; `version` is the newest one.", "never makes such a request"),
    PERIOD_OPEN("The period is not over yet.", "never makes such a request"),
    CREDENTIAL_MISSING(
            "The destination needs a credential that is not there; `credential` names it.",
            "never makes such a request"),
    EXPORT_STATE("The export is not in a state that allows this; `state` is.", "never makes such a request"),
    STILL_REFUSED(
            "The op in quarantine may not stand; `rule` and `field` say why, as for an op.",
            "never makes such a request"),
    FILES_DIFFER("The files of the export cannot be written again as they were signed.", "never makes such a request"),
    CURSOR_EXPIRED("The cursor belongs to another log.", "pulls again with an empty cursor; its queue stays"),
    TOO_LARGE("A limit is exceeded; the answer names it.", "halves the batch; sends a single op without its record"),
    LINE_TOO_LONG("The path with its query is too long.", "reports it to its developers"),
    MEDIA_TYPE(
            "The content type or encoding is not supported.",
            "sends it once more, uncompressed; then reports it to its developers"),
    UPGRADE("The client's version is no longer supported.", "asks for an update of the app, and keeps its records"),
    TOO_MANY("Too many requests from this caller, per minute or at once.", "waits as `Retry-After` says"),
    HEADERS_TOO_LARGE(
            "The headers are too large, too many, or one of them is too long.", "reports it to its developers"),
    INTERNAL("The server failed; report `incident`.", "keeps everything and retries later"),
    BUSY(
            "The server is too busy or its store does not answer.",
            "waits as `Retry-After` says; nothing acknowledged is lost");

    private final String meaning;
    private final String tablet;

    Code(String meaning, String tablet) {
        this.meaning = meaning;
        this.tablet = tablet;
    }

    /** A sentence for developers of clients. */
    public String meaning() {
        return meaning;
    }

    /** What a tablet does about it: a sentence without its subject, the tablet, and without a full stop. */
    public String tablet() {
        return tablet;
    }
}
