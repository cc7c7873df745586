package org.outreachsync.merge;

import java.util.List;
import org.outreachsync.model.Path;

/**
 * A conflict that a supervisor should review.
 *
 * @param kind the kind of conflict
 * @param path the register
 * @param writes the conflicting writes; the last one is shown
 */
public record Conflict(Kind kind, Path path, List<Write> writes) {

    public Conflict {
        writes = List.copyOf(writes);
    }

    /** The kind of conflict. */
    public enum Kind {
        /** Two workers wrote different values without having seen each other's. */
        VALUES_DISAGREE,
        /** One worker voided the record while another edited it. */
        VOID_AGAINST_EDIT
    }
}
