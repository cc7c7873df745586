package org.outreachsync.export.destination;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Parameters;

/**
 * Reads the periods that people ask for exports of.
 *
 * @param start the day on which the programme began
 */
public record AskedPeriods(LocalDate start) {

    /** The word for the last period that is over, of each data set. */
    public static final String LAST = "last";

    /**
     * Reads a period.
     *
     * @return null for the last one that is over
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if it cannot be read, or ends before the programme
     *     began
     */
    public @Nullable Period read(String written) {
        if (written.equals(LAST)) {
            return null;
        }
        var period = Period.parse(written);
        if (period.to().isBefore(start)) {
            throw Parameters.refused("period", "The period ends before the programme began, on " + start + ".");
        }
        return period;
    }
}
