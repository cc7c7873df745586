package org.outreachsync.record;

import java.util.List;
import org.outreachsync.model.RecordId;

/**
 * Something that a supervisor should look at. Nothing waits for it: the records stand as merged meanwhile.
 *
 * @param id stable for the same disagreement
 * @param site the site
 * @param seq the sequence number in the log up to which this is true
 * @param since the sequence number in the log of the last change that made it so; few reviews share one
 * @param open whether it still stands
 * @param kind what it is
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
        /** Two workers wrote different values, neither having seen the other's. */
        VALUES_DISAGREE,
        /** One worker voided a record while another edited it. */
        VOID_AGAINST_EDIT,
        /** Two tablets tell of the same client, site, day and service. */
        POSSIBLE_DUPLICATE,
        /** What several ops made of a record breaks a rule over the whole of it. */
        RULE_BROKEN,
        /** A client was met after a death that another record tells of. */
        MET_AFTER_DEATH
    }

    /** The id of the review of one record's disagreements. */
    public static String recordId(String site, RecordId record) {
        return site + "/record/" + record;
    }

    /** The id of the review of a meeting with somebody who is said to have died before. */
    public static String afterDeathId(String site, RecordId meeting) {
        return site + "/after-death/" + meeting;
    }

    /**
     * The id of the review of records that may be one event, by its keyed name: of the event itself it tells nothing.
     */
    public static String eventId(String site, String event) {
        return site + "/event/" + event;
    }
}
