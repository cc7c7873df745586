package org.outreachsync.record;

import java.util.List;
import org.outreachsync.model.RecordId;

/**
 * A question to a supervisor. Nothing waits for the answer: in the meantime, the records stand as merged.
 *
 * @param id stable for the same disagreement
 * @param site the site
 * @param seq the seq up to which this is true
 * @param since the seq of the last change that caused it; few reviews have the same
 * @param open whether it is still open
 * @param kind what it is about
 * @param type the number of the record type
 * @param records the records concerned
 * @param fields the names of the fields that disagree or break a rule; empty for a possible duplicate
 */
public record Review(
        String id,
        String site,
        long seq,
        long since,
        boolean open,
        Kind kind,
        int type,
        List<RecordId> records,
        List<String> fields) {

    public Review {
        records = List.copyOf(records);
        fields = List.copyOf(fields);
    }

    /** What a review is about. */
    public enum Kind {
        /** Two workers wrote different values without having seen each other's. */
        VALUES_DISAGREE,
        /** One worker voided a record and another edited it, without having seen each other's act. */
        VOID_AGAINST_EDIT,
        /** Two tablets have records with the same client, site, day and service. */
        POSSIBLE_DUPLICATE,
        /** Several ops together made a record break a rule over several fields. */
        RULE_BROKEN,
        /** A client was met after a death that another record reports. */
        MET_AFTER_DEATH
    }

    /** The id of the review of one record's disagreements. */
    public static String recordId(String site, RecordId record) {
        return site + "/record/" + record;
    }

    /** The id of the review of a meeting after a reported death. */
    public static String afterDeathId(String site, RecordId meeting) {
        return site + "/after-death/" + meeting;
    }

    /**
     * The id of the review of records that may be one event, made from the keyed name of the event, which reveals
     * nothing about it.
     */
    public static String eventId(String site, String event) {
        return site + "/event/" + event;
    }
}
