package org.outreachsync.targets;

import java.util.List;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.RefusedException;

/** The periods for which something is entered, written as questions write them. */
public final class TargetPeriods {

    /** How many months they have: year, half-year, quarter, month; the longest first. */
    static final List<Integer> MONTHS = List.of(12, 6, 3, 1);

    private TargetPeriods() {}

    /**
     * A period as somebody wrote it.
     *
     * @throws RefusedException PARAMETER when it is not a year, a year from October, a half-year, quarter or month of
     *     the calendar
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
     * Half-years and quarters have names only where the calendar has them; from any other month on they are days
     * without a name.
     */
    private static boolean isCalendar(Period period) {
        return MONTHS.contains(period.wholeMonths()) && !period.text().contains("..");
    }

    private static RefusedException wrong() {
        return TargetRules.wrong(
                "period",
                "A target is for a year, half-year, quarter or month, written as 2026, 2026Oct, 2026S1, 2026Q3 or 202610; a size estimate for a year.");
    }
}
