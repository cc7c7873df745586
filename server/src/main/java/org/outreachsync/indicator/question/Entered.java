package org.outreachsync.indicator.question;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;

/** Entered denominators and targets, with period and source. */
public interface Entered {

    /** No entries. */
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

    /** A state that differs, by {@code equals}, whenever an answer could differ. */
    default Object state() {
        return 0L;
    }

    /**
     * The estimated size of a population.
     *
     * @param area {@code site:…}, {@code region:…} or {@code country:…}
     * @param population a code of the list {@code population}
     * @param year the newest estimate of this year or before
     * @return null for none
     */
    @Nullable
    Figure sizeEstimate(String area, String population, int year);

    /**
     * The target of an indicator for exactly these days.
     *
     * @param addsUp whether counts of shorter periods that make up this one may be added up if there is none for it
     * @return null for none; a target for a longer period does not apply to a part of it
     */
    @Nullable
    Goal target(String area, String indicator, Period period, boolean addsUp);

    /**
     * A denominator with its source.
     *
     * @param value above 0
     * @param period its period, as in questions
     * @param year the year in which the period ends
     * @param source in words
     */
    record Figure(long value, String period, int year, String source) {}

    /**
     * A target.
     *
     * @param value above 0
     * @param unit its unit
     * @param period its period
     * @param parts the periods whose targets were added up; empty if it was entered as it is
     * @param source in words
     */
    record Goal(BigDecimal value, Unit unit, Period period, List<String> parts, String source) {
        public Goal {
            parts = List.copyOf(parts);
        }

        /** The target as a denominator; null if it is not a count. */
        @Nullable
        public Figure count() {
            return unit == Unit.COUNT
                    ? new Figure(
                            value.longValueExact(), period.text(), period.to().getYear(), source)
                    : null;
        }
    }
}
