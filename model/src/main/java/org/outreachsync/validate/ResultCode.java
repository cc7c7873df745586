package org.outreachsync.validate;

/**
 * What a server can say about an op beside its status: why it went to quarantine, why a review opened, what it warns
 * of. The names are stable for programs. Rules over several fields bring codes of their own, which the contract names.
 */
public enum ResultCode {
    CLIENT_CODE_INVALID(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The client code does not have the programme's form."),
    CLIENT_CODE_YEAR(
            Effect.QUARANTINE,
            Remedy.RECORD_ANEW,
            "The client code says a year of birth outside the bounds of `Client.birth_year`, or two digits for which two years keep to them."),
    CLIENT_KEY_INVALID(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "The client key is not one that a record of the device's sites has, or it came together with a code."),
    CODE_RETIRED(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The code was not in use on the day of the event."),
    DATE_IN_FUTURE(Effect.QUARANTINE, Remedy.SET_CLOCK, "The date lies too far in the future."),
    DATE_OUT_OF_BOUNDS(
            Effect.QUARANTINE, Remedy.SET_CLOCK, "The date lies before the programme began, or too far in the past."),
    DEVICE_REVOKED(Effect.QUARANTINE, Remedy.NOTHING, "The tablet was taken out of service before it handed this in."),
    DUPLICATE_LINE(Effect.QUARANTINE, Remedy.REPORT, "Two lines have the same key."),
    EMPTY_EDIT(Effect.QUARANTINE, Remedy.REPORT, "The edit changes nothing."),
    EPOCH_UNKNOWN(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "`counts_epoch`, or the epoch in the id of a record that is created, is above that of the request."),
    MALFORMED_OP(Effect.QUARANTINE, Remedy.REPORT, "The bytes of the op are not those of an Op."),
    MOVED_TOO_OFTEN(Effect.QUARANTINE, Remedy.START_OVER, "The record was moved to other days or clients too often."),
    NATURAL_KEY_MISMATCH(
            Effect.QUARANTINE,
            Remedy.REPORT,
            "The id is not the hash of the fields that name the record, or an edit gives one of them another value."),
    NEW_CODES_LIMIT(
            Effect.QUARANTINE,
            Remedy.NOTHING,
            "The tablet was the first to name more client codes than a day's work brings; on that day no other code counts."),
    NOT_OWN_RECORD(
            Effect.QUARANTINE, Remedy.REPORT, "A creation under an id that begins with another device's number."),
    OP_TOO_LARGE(Effect.QUARANTINE, Remedy.START_OVER, "The op is larger than 16 KiB."),
    OUT_OF_RANGE(Effect.QUARANTINE, Remedy.RECORD_ANEW, "The number lies outside the bounds in the contract."),
    RECORD_EXISTS(
            Effect.QUARANTINE,
            Remedy.NEXT_NUMBER,
            "Another act has created a record of this id; or the op follows such a creation and means its record."),
    RECORD_FULL(Effect.QUARANTINE, Remedy.START_OVER, "The record has no room for more edits."),
    RECORD_ID_INVALID(
            Effect.QUARANTINE, Remedy.REPORT, "No record of this type can have such an id, or the op has none."),
    RECORD_VOID(Effect.QUARANTINE, Remedy.COUNT_IN_NEXT, "Clicks in a tally that the tablet had seen void."),
    REQUIRED(Effect.QUARANTINE, Remedy.RECORD_ANEW, "A field that must be filled is not, or is cleared."),
    SCOPE_REMOVED(Effect.QUARANTINE, Remedy.NOTHING, "The site was taken off the device before it handed this in."),
    SITE_DENIED(Effect.QUARANTINE, Remedy.REPORT, "The record names another site than its batch."),
    SITE_UNKNOWN(Effect.QUARANTINE, Remedy.RECORD_ANEW, "A field that names a site holds none of the programme's."),
    TOO_MANY_ITEMS(
            Effect.QUARANTINE, Remedy.RECORD_ANEW, "The field holds more codes or lines than the contract allows."),
    TYPE_MISMATCH(Effect.QUARANTINE, Remedy.REPORT, "The record of this id is of another type."),
    UNKNOWN_CODE(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The code is not in the list that the server knows."),
    UNKNOWN_KIND(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The server does not know this kind of op."),
    UNKNOWN_TYPE(Effect.QUARANTINE, Remedy.AWAIT_SERVER, "The op holds no record of a type that the server knows."),
    WIRE_TYPE(Effect.QUARANTINE, Remedy.REPORT, "A field is written as another wire type than the contract says."),

    MET_AFTER_DEATH(
            Effect.REVIEW,
            Remedy.CHECK,
            "The client was met although a record says that they died before: a mistyped code, perhaps, or a death of somebody else."),
    POSSIBLE_DUPLICATE(
            Effect.REVIEW,
            Remedy.NOTHING,
            "Two records tell of the same client, site, day and service; both count until one is void."),
    RULE_BROKEN(
            Effect.REVIEW,
            Remedy.CHECK,
            "The ops on the record together break a rule, which none of them breaks; `field` says where."),
    VALUES_DISAGREE(
            Effect.REVIEW, Remedy.NOTHING, "Two workers wrote different values, and neither had seen the other's."),
    VOID_AGAINST_EDIT(
            Effect.REVIEW,
            Remedy.NOTHING,
            "One worker voided the record, another edited it, and neither had seen the other's act."),

    CLIENT_CODE_UNCLEAR(
            Effect.WARNING,
            Remedy.CHECK,
            "The client code has a letter that stands for none, or for more than one, of the programme's script: the person may have a second code."),
    CLOCK_SUSPECT(
            Effect.WARNING,
            Remedy.SET_CLOCK,
            "The clock was impossible, and the boot that could prove the true time is over or unnamed."),
    FIELD_NOT_KEPT(
            Effect.WARNING,
            Remedy.REPORT,
            "Something that the server does not know yet is not in the record: more unknown fields than it has room for, or one outside of record and envelope."),
    LATE(Effect.WARNING, Remedy.CHECK, "The event is more than " + Bounds.LATE_DAYS + " days ago."),
    REFUSED_BY_CLIENT(
            Effect.WARNING,
            Remedy.CHECK,
            "The client said no to something that the op held, by a rule with `refused` in the contract. It was taken out before anything was kept; `field` is the no."),
    SITE_CLOSED(Effect.WARNING, Remedy.CHECK, "The event is dated on a day on which the site was not open any more."),
    SITE_NOT_OPEN(Effect.WARNING, Remedy.CHECK, "The event is dated on a day on which the site was not open yet."),
    UNUSUALLY_HIGH(Effect.WARNING, Remedy.CHECK, "The number is above the contract's `warn_above`.");

    private final Effect effect;
    private final Remedy remedy;
    private final String meaning;

    ResultCode(Effect effect, Remedy remedy, String meaning) {
        this.effect = effect;
        this.remedy = remedy;
        this.meaning = meaning;
    }

    /** What becomes of the op. */
    public Effect effect() {
        return effect;
    }

    /** What the tablet does about it. */
    public Remedy remedy() {
        return remedy;
    }

    /** A plain sentence for whoever writes a tablet. */
    public String meaning() {
        return meaning;
    }

    /** What becomes of an op with such a code. */
    public enum Effect {
        /** It is kept as it came, and not counted. */
        QUARANTINE,
        /** It stands, and a supervisor decides. */
        REVIEW,
        /** It stands. */
        WARNING
    }

    /** What a tablet does about an op with such a code. */
    public enum Remedy {
        RECORD_ANEW("shows field and message; the worker records it anew, put right"),
        START_OVER("shows it; the worker records what is new in another record"),
        NEXT_NUMBER("shows it; the worker records it anew, under a number that the tablet has not given yet"),
        COUNT_IN_NEXT("counts on in the next tally of the key, see `voided_before`"),
        SET_CLOCK("shows it; the worker sets the clock, and checks the date of the record"),
        CHECK("shows it; the worker edits the record if it is wrong"),
        AWAIT_SERVER("shows it; a supervisor repairs it once the server is updated"),
        NOTHING("shows it; a supervisor decides"),
        REPORT("reports it to its maker: a tablet that keeps to the contract is never told so");

        private final String tablet;

        Remedy(String tablet) {
            this.tablet = tablet;
        }

        /** The sentence without its subject, the tablet, and without a full stop. */
        public String tablet() {
            return tablet;
        }
    }
}
