package org.outreachsync.validate;

/**
 * The code that a server may give an op in addition to its status: why it went to quarantine, why a review opened, or a
 * warning. The names are stable, so programs can rely on them. Rules over several fields have codes of their own, which
 * the contract names.
 */
public enum ResultCode {
    CLIENT_CODE_INVALID(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The client code does not have the programme's form."),
    CLIENT_CODE_YEAR(
            Effect.QUARANTINE,
            Remedy.RECORD_ANEW,
            "The year of birth in the client code is outside the bounds of `Client.birth_year`, or has two digits that could mean two years within them."),
    CLIENT_KEY_INVALID(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "No record of the tablet's sites has this client key, or the key came together with a code."),
    CODE_RETIRED(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The code was not in use on the day of the event."),
    DATE_IN_FUTURE(Effect.QUARANTINE, Remedy.SET_CLOCK, "The date is too far in the future."),
    DATE_OUT_OF_BOUNDS(
            Effect.QUARANTINE, Remedy.SET_CLOCK, "The date is before the programme began, or too far in the past."),
    DEVICE_REVOKED(Effect.QUARANTINE, Remedy.NOTHING, "The tablet was taken out of service before it handed this in."),
    DUPLICATE_LINE(Effect.QUARANTINE, Remedy.REPORT, "Two lines have the same key."),
    EMPTY_EDIT(Effect.QUARANTINE, Remedy.REPORT, "The edit changes nothing."),
    EPOCH_UNKNOWN(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "`counts_epoch`, or the epoch in the id of a record that is created, is above that of the request."),
    MALFORMED_OP(Effect.QUARANTINE, Remedy.REPORT, "The bytes of the op are not a valid `Op` message."),
    MOVED_TOO_OFTEN(Effect.QUARANTINE, Remedy.START_OVER, "The record was moved to other days or clients too often."),
    NATURAL_KEY_MISMATCH(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "The id is not the hash of the record's key fields, or an edit changes one of these fields."),
    NEW_CODES_LIMIT(
            Effect.QUARANTINE,
            Remedy.NOTHING,
            "The tablet was the first to name more client codes than one day's limit allows; for the rest of the day, ops with any other code go to quarantine."),
    NOT_OWN_RECORD(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "The op creates a record under an id that begins with another tablet's number."),
    OP_TOO_LARGE(Effect.QUARANTINE, Remedy.START_OVER, "The op is larger than the server accepts."),
    OUT_OF_RANGE(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The number is outside the bounds in the contract."),
    RECORD_EXISTS(
            Effect.QUARANTINE,
            Remedy.NEXT_NUMBER,
            "A different act has already created a record with this id; or the op follows such a refused creation and means its record."),
    RECORD_FULL(Effect.QUARANTINE, Remedy.START_OVER, "The record has no room for more edits."),
    RECORD_ID_INVALID(
            Effect.QUARANTINE, Remedy.REPORT, "No record of this type can have such an id, or the op has none."),
    RECORD_VOID(Effect.QUARANTINE, Remedy.COUNT_IN_NEXT, "The op counts in a tally that the tablet had seen void."),
    REQUIRED(Effect.QUARANTINE, Remedy.RECORD_ANEW, "A required field is missing, or the op clears it."),
    SCOPE_REMOVED(
            Effect.QUARANTINE, Remedy.NOTHING, "The site was taken away from the tablet before it handed this in."),
    SITE_DENIED(Effect.QUARANTINE, Remedy.REPORT, "The record names a different site than its batch."),
    SITE_UNKNOWN(
            Effect.QUARANTINE,
            Remedy.RECORD_ANEW,
            "A field that names a site does not hold the code of any site of the programme."),
    TOO_MANY_ITEMS(
            Effect.QUARANTINE, Remedy.RECORD_ANEW, "The field holds more codes or lines than the contract allows."),
    TYPE_MISMATCH(Effect.QUARANTINE, Remedy.REPORT, "The record with this id is of another type."),
    UNKNOWN_CODE(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The code is not in the server's list."),
    UNKNOWN_KIND(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The server does not know this kind of op."),
    UNKNOWN_TYPE(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The op has no record of a type that the server knows."),
    WIRE_TYPE(Effect.QUARANTINE, Remedy.REPORT, "A field has a different wire type than in the contract."),

    MET_AFTER_DEATH(
            Effect.REVIEW,
            Remedy.CHECK,
            "The client was met after the day on which a record says that they died. Perhaps a code was mistyped, or somebody else died."),
    POSSIBLE_DUPLICATE(
            Effect.REVIEW,
            Remedy.NOTHING,
            "Two records have the same client, site, day and service; both count until one is void."),
    RULE_BROKEN(
            Effect.REVIEW,
            Remedy.CHECK,
            "Several ops on the record together break a rule that none of them breaks alone; `field` says where."),
    VALUES_DISAGREE(
            Effect.REVIEW, Remedy.NOTHING, "Two workers wrote different values without having seen each other's."),
    VOID_AGAINST_EDIT(
            Effect.REVIEW,
            Remedy.NOTHING,
            "One worker voided the record and another edited it, without having seen each other's act."),

    CLIENT_CODE_UNCLEAR(
            Effect.WARNING,
            Remedy.CHECK,
            "The client code has a letter that corresponds to none, or to more than one, of the programme's script: the person may have a second code."),
    CLOCK_SUSPECT(
            Effect.WARNING,
            Remedy.SET_CLOCK,
            "The clock was impossible. The true time cannot be computed, because the tablet was rebooted since, or did not name its boot."),
    FIELD_NOT_KEPT(
            Effect.WARNING,
            Remedy.REPORT,
            "An unknown field was not kept: there were more than the record has room for, or it was outside of record and envelope."),
    LATE(Effect.WARNING, Remedy.CHECK, "The event is more than " + Bounds.LATE_DAYS + " days ago."),
    REFUSED_BY_CLIENT(
            Effect.WARNING,
            Remedy.CHECK,
            "The op contained something that the client said no to, by a rule with `refused` in the contract. The server removed it before it stored anything; `field` is the no."),
    SITE_CLOSED(Effect.WARNING, Remedy.CHECK, "The event is dated after the site closed."),
    SITE_NOT_OPEN(Effect.WARNING, Remedy.CHECK, "The event is dated before the site opened."),
    UNUSUALLY_HIGH(Effect.WARNING, Remedy.CHECK, "The number is above the contract's `warn_above`.");

    private final Effect effect;
    private final Remedy remedy;
    private final String meaning;

    ResultCode(Effect effect, Remedy remedy, String meaning) {
        this.effect = effect;
        this.remedy = remedy;
        this.meaning = meaning;
    }

    /** The effect on the op. */
    public Effect effect() {
        return effect;
    }

    /** What the tablet does about it. */
    public Remedy remedy() {
        return remedy;
    }

    /** A sentence for developers of tablets. */
    public String meaning() {
        return meaning;
    }

    /** The effect of a code on its op. */
    public enum Effect {
        /** It is kept as it arrived, and not counted. */
        QUARANTINE,
        /** It stands, and a supervisor decides. */
        REVIEW,
        /** It stands. */
        WARNING
    }

    /** What a tablet does about an op with such a code. */
    public enum Remedy {
        RECORD_ANEW("shows field and message; the worker records it again, corrected"),
        START_OVER("shows it; the worker enters what is new in another record"),
        NEXT_NUMBER("shows it; the worker records it again, under a number that the tablet has not used yet"),
        COUNT_IN_NEXT("continues counting in the next tally of the key, see `voided_before`"),
        SET_CLOCK("shows it; the worker sets the clock and checks the date of the record"),
        CHECK("shows it; the worker edits the record if it is wrong"),
        AWAIT_SERVER("shows it; a supervisor releases it after an update of the server"),
        NOTHING("shows it; a supervisor decides"),
        REPORT("reports it to its developers: a correct tablet never gets this");

        private final String tablet;

        Remedy(String tablet) {
            this.tablet = tablet;
        }

        /** A sentence without its subject, the tablet, and without a full stop. */
        public String tablet() {
            return tablet;
        }
    }
}
