package org.outreachsync.indicator.catalogue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;

/**
 * The periods for which an indicator is meant.
 *
 * @param text {@code any}; {@code date}, where only the last day counts; {@code cohort}, in which something starts; or
 *     such as {@code 6 or 12 months}
 * @param months the allowed numbers of whole months; empty if any period is allowed
 */
public record Periods(String text, Set<Integer> months) {

    private static final Set<String> ANY = Set.of("any", "date", "cohort");
    private static final Pattern MONTHS = Pattern.compile("(\\d{1,2}(?: or \\d{1,2})*) months");

    public Periods {
        months = Set.copyOf(months);
    }

    /** Parses periods; null if the text does not describe any. */
    static @Nullable Periods of(String text) {
        if (ANY.contains(text)) {
            return new Periods(text, Set.of());
        }
        var written = MONTHS.matcher(text);
        if (!written.matches()) {
            return null;
        }
        var months = new TreeSet<Integer>();
        Arrays.stream(written.group(1).split(" or ", -1)).map(Integer::valueOf).forEach(months::add);
        return new Periods(text, months);
    }

    /** Whether a period is one of these. */
    public boolean has(Period period) {
        return months.isEmpty() || months.contains(period.wholeMonths());
    }
}
