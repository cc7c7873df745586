package org.outreachsync.indicator.question;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A site over some days.
 *
 * @param site the site
 * @param from the first day
 * @param to the last day
 */
public record Stretch(String site, LocalDate from, LocalDate to) {

    /** The part within other days, or null when there is none. */
    @Nullable
    public Stretch within(LocalDate first, LocalDate last) {
        var begin = first.isAfter(from) ? first : from;
        var end = last.isBefore(to) ? last : to;
        return end.isBefore(begin) ? null : new Stretch(site, begin, end);
    }
}
