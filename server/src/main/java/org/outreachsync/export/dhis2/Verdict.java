package org.outreachsync.export.dhis2;

import java.util.List;
import java.util.Set;

/** What an answer of DHIS2 to a push means. Only reading back shows what is stored. */
public sealed interface Verdict {

    /**
     * Every value was written, by the account of DHIS2.
     *
     * @param written how many
     */
    record Done(long written) implements Verdict {}

    /**
     * Some values were written, others refused.
     *
     * @param written how many were written
     * @param rejected the positions of the refused values in the request, as far as DHIS2 says
     * @param conflicts why
     */
    record PartDone(long written, List<Integer> rejected, List<Conflict> conflicts) implements Verdict {
        public PartDone {
            rejected = List.copyOf(rejected);
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * The import was queued as a job. Nothing is known yet: DHIS2 queues anything.
     *
     * @param jobId by which to ask
     */
    record Accepted(Uid jobId) implements Verdict {}

    /** The request was carried out, but DHIS2 could not write an answer in a format that was acceptable. */
    record WrittenUnread() implements Verdict {}

    /** Not done. */
    sealed interface Failure extends Verdict {}

    /**
     * Nothing was written, and sending again changes nothing until a person helps.
     *
     * @param reason what kind of refusal
     * @param errorCode the code of DHIS2, known as an {@link ErrorCode} or not; empty if there is none
     * @param message the words of DHIS2, shortened; empty if there are none
     * @param conflicts all that was found wrong
     * @param help who can help
     */
    record Refused(Reason reason, String errorCode, String message, List<Conflict> conflicts, Set<Help> help)
            implements Failure {
        public Refused {
            conflicts = List.copyOf(conflicts);
            help = Set.copyOf(help);
        }
    }

    /** Kinds of refusals. */
    enum Reason {
        /** The values or their places are refused; the error code says why. */
        CONFLICT,
        /** DHIS2 sends to its sign-in page: it saw no credentials. */
        NOT_SIGNED_IN,
        /** Password or token are not valid. */
        BAD_CREDENTIALS,
        /** The account may not do this. */
        NO_AUTHORITY,
        /** The address is wrong: there is no such resource. */
        NOT_FOUND,
        /** The request itself is wrong. */
        BAD_REQUEST,
        /** DHIS2 failed over the form of the payload. */
        BAD_PAYLOAD,
        /** SUCCESS, but no value was recognised. */
        NOTHING_RECOGNISED,
        /** DHIS2 made a dry run, which nobody asked for. */
        ONLY_A_DRY_RUN,
        /** This installation does not send the request: the host is not allowed, or a limit is exceeded. */
        NOT_SENT
    }

    /**
     * Not known to be done. Some time later it may work; until then, values may have been written all the same.
     *
     * @param cause why
     */
    record Retry(Cause cause) implements Failure {}

    /** Why to try again. */
    enum Cause {
        /** No answer came. */
        NO_ANSWER(Patience.LONG),
        /** An answer came that is none of DHIS2: a page of a captive portal, a document that is cut off. */
        UNREADABLE(Patience.LONG),
        /** The server, or a proxy before it, is in trouble. */
        SERVER_ERROR(Patience.LONG),
        /** The server asks to come later. */
        BUSY(Patience.LONG),
        /** A right password is answered like this while the database of DHIS2 is stopped; a wrong one always is. */
        UNAUTHORISED(Patience.SHORT),
        /** The database refused the whole group: a deadlock, or duplicates that DHIS2 did not see. */
        DATABASE_REFUSED(Patience.ONCE),
        /** DHIS2 failed to decode the payload: most often a malformed period, sometimes a passing fault. */
        DECODING_FAILED(Patience.ONCE),
        /** The counts of the answer do not agree with what was sent. */
        COUNTS_DISAGREE(Patience.ONCE);

        private final Patience patience;

        Cause(Patience patience) {
            this.patience = patience;
        }

        /** How often to try again. */
        public Patience patience() {
            return patience;
        }
    }

    /** How often to try again before a person is told. */
    enum Patience {
        /** Once. */
        ONCE,
        /** A few times over some minutes. */
        SHORT,
        /** Many times over some hours. */
        LONG
    }
}
