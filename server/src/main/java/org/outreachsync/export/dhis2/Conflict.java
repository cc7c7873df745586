package org.outreachsync.export.dhis2;

import java.util.List;

/**
 * Why DHIS2 refused values.
 *
 * @param errorCode as it came, known as an {@link ErrorCode} or not; empty if none came
 * @param message the words of DHIS2, shortened
 * @param indexes the positions of the refused values in the request, from 0; empty if DHIS2 does not say which
 */
public record Conflict(String errorCode, String message, List<Integer> indexes) {

    public Conflict {
        indexes = List.copyOf(indexes);
    }
}
