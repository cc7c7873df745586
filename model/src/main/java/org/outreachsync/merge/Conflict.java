package org.outreachsync.merge;

import java.util.List;
import org.outreachsync.model.Path;

/**
 * A disagreement that a supervisor should look at.
 *
 * @param kind what disagrees
 * @param path the register
 * @param writes the writes that disagree, the shown one last
 */
public record Conflict(Kind kind, Path path, List<Write> writes) {

    public Conflict {
        writes = List.copyOf(writes);
    }

    /** What disagrees. */
    public enum Kind {
        /** Two workers wrote different values, neither having seen the other's. */
        VALUES_DISAGREE,
        /** One worker voided the record while another edited it. */
        VOID_AGAINST_EDIT
    }
}
