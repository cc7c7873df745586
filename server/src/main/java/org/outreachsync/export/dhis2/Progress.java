package org.outreachsync.export.dhis2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery is: all that has to be kept between two steps, also over a restart of this server. Losing it is
 * safe, because every step begins with reading what DHIS2 holds; it then only starts counting its attempts again.
 *
 * @param tries how often was waited, by kind
 * @param job the queued import that is waited for, or null
 * @param sent how many figures were sent, repetitions included
 * @param withdrawn how many deletions were sent, repetitions included
 */
public record Progress(Tries tries, @Nullable Job job, int sent, int withdrawn) {

    /** Nothing was done yet. */
    public static final Progress START = new Progress(new Tries(0, 0, 0), null, 0, 0);

    /**
     * How often was waited.
     *
     * @param once the only repetition of what may have been a passing fault, 0 or 1
     * @param shortly after a refused password
     * @param later while the far side was down, slow or unreadable
     */
    public record Tries(int once, int shortly, int later) {}

    /**
     * A queued import.
     *
     * @param id by which DHIS2 knows it
     * @param since when it was queued
     * @param values how many values it holds
     */
    public record Job(Uid id, Instant since, int values) {}

    Progress with(Tries now) {
        return new Progress(now, job, sent, withdrawn);
    }

    Progress with(Job now) {
        return new Progress(tries, now, sent, withdrawn);
    }

    Progress withoutJob() {
        return new Progress(tries, null, sent, withdrawn);
    }

    Progress sending(int writes, int deletions) {
        return new Progress(tries, job, sent + writes, withdrawn + deletions);
    }
}
