package org.outreachsync.indicator.question;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;

/** Denominators and targets that people enter, with period and source. */
public interface Entered {

    /** Nobody entered anything. */
    Entered NOTHING = new Entered() {
        @Override
        public @Nullable Figure sizeEstimate(String area, String population, int year) {
            return null;
        }

        @Override
        public @Nullable Goal target(String area, String indicator, Period period, boolean addsUp) {
            return null;
        }
    };

    /** Changes, as {@code equals} sees it, whenever an answer could. */
    default Object state() {
        return 0L;
    }

    /**
     * The estimated size of a population.
     *
     * @param area {@code site:…}, {@code region:…} or {@code country:…}
     * @param population a code of the list {@code population}
     * @param year the newest estimate of this year or before
     * @return null when there is none
     */
    @Nullable
    Figure sizeEstimate(String area, String population, int year);

    /**
     * The target of an indicator for exactly these days.
     *
     * @param addsUp whether counts of shorter periods, which together are this one, may be added up where nobody
     *     entered one for it
     * @return null when there is none; what was entered for a longer period says nothing of a part of it
     */
    @Nullable
    Goal target(String area, String indicator, Period period, boolean addsUp);

    /**
     * A denominator with where it comes from.
     *
     * @param value above 0
     * @param period which it is for, as questions write it
     * @param year in which that ends
     * @param source in words
     */
    record Figure(long value, String period, int year, String source) {}

    /**
     * A target.
     *
     * @param value above 0
     * @param unit in what
     * @param period which it is for
     * @param parts the periods of which targets were added up; empty where it was entered as it is
     * @param source in words
     */
    record Goal(BigDecimal value, Unit unit, Period period, List<String> parts, String source) {
        public Goal {
            parts = List.copyOf(parts);
        }

        /** As a denominator; null where it is no count. */
        @Nullable
        public Figure count() {
            return unit == Unit.COUNT
                    ? new Figure(
                            value.longValueExact(), period.text(), period.to().getYear(), source)
                    : null;
        }
    }
}
