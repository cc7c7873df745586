package org.outreachsync.export.ledger;

import java.time.Instant;

/**
 * A message about an entry that people still have to be sent.
 *
 * @param kind what it says
 * @param due when it is tried next
 * @param tries the tries so far
 */
public record Notice(Kind kind, Instant due, int tries) {

    /** What a notice says. */
    public enum Kind {
        /** It is there. */
        READY,
        /** It failed, and a person of this programme can help. */
        OWNER_HELPS,
        /** It failed, and the far side can help. */
        FAR_SIDE_HELPS,
        /** It is a restatement, and a person has to approve it. */
        NEEDS_APPROVAL,
        /** It is a restatement that nobody approved in time. */
        EXPIRED
    }
}
