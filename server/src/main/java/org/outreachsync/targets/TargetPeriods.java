package org.outreachsync.targets;

import java.util.List;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/** The periods of targets and size estimates, written as in questions. */
public final class TargetPeriods {

    /** Their lengths in months: year, half-year, quarter, month. */
    static final List<Integer> MONTHS = List.of(12, 6, 3, 1);

    private TargetPeriods() {}

    /**
     * Parses a period.
     *
     * @throws RefusedException PARAMETER if it is not a year, year from October, half-year, quarter or month
     */
    public static Period of(String written) {
        try {
            var period = Period.parse(written).named();
            if (isCalendar(period)) {
                return period;
            }
        } catch (RefusedException notAPeriod) {
            throw wrong();
        }
        throw wrong();
    }

    /**
     * Half-years and quarters have names only if they begin in the usual months; otherwise they are unnamed stretches
     * of days.
     */
    private static boolean isCalendar(Period period) {
        return MONTHS.contains(period.wholeMonths()) && !period.text().contains("..");
    }

    private static RefusedException wrong() {
        return Parameters.refused(
                "period",
                "A target is for a year, half-year, quarter or month, written as 2026, 2026Oct, 2026S1, 2026Q3 or 202610; a size estimate for a year.");
    }
}
