package org.outreachsync.export.dhis2;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one step of a delivery ended. */
public sealed interface Step {

    /**
     * Go on later, from here. The delivery waits for nothing itself.
     *
     * @param progress where to go on
     * @param notBefore when
     * @param why what is waited for
     */
    record Again(Progress progress, Instant notBefore, Waiting why) implements Step {}

    /** What is waited for. */
    enum Waiting {
        /** A queued import. */
        JOB,
        /** The far side answers again. */
        FAR_SIDE,
        /** The far side accepts the password again. */
        PASSWORD,
        /** What may have been a passing fault is repeated once. */
        ONCE_MORE
    }

    /**
     * The form was read back, and every cell is as it was to be.
     *
     * @param receipt what was read
     */
    record Delivered(Receipt receipt) implements Step {}

    /**
     * A person is needed. Nothing more is sent until somebody says "send again".
     *
     * @param trouble what is wrong
     * @param receipt what was read back, or null if nothing was written or nothing could be read
     */
    record Stopped(Trouble trouble, @Nullable Receipt receipt) implements Step {}

    /**
     * What is wrong.
     *
     * @param kind in general
     * @param errorCode the code of DHIS2; empty if there is none
     * @param message the words of DHIS2, shortened; empty if there are none
     * @param faults the cells that DHIS2 named
     * @param help who can help
     */
    record Trouble(Kind kind, String errorCode, String message, List<Fault> faults, Set<Help> help) {
        public Trouble {
            faults = List.copyOf(faults);
            help = Set.copyOf(help);
        }
    }

    /** Kinds of trouble. */
    enum Kind {
        /** DHIS2 refused it; nothing was written. */
        REFUSED,
        /** Some cells were written and others refused. */
        PART_DONE,
        /** DHIS2 says that it was done, and what was read back differs. */
        NOT_STORED,
        /** DHIS2 took it more than once and stored nothing, or failed over it. */
        FAILED_TWICE,
        /** The password or the token was refused for so long that it is wrong. */
        CREDENTIALS,
        /** The far side was down, slow or unreadable for so long that somebody must look. */
        UNREACHABLE
    }

    /**
     * A cell that was refused.
     *
     * @param key which cell
     * @param errorCode the code of DHIS2; empty if there is none
     * @param message the words of DHIS2, shortened
     */
    record Fault(Cell.Key key, String errorCode, String message) {}
}
