package org.outreachsync.indicator.answer;

import org.jspecify.annotations.Nullable;

/** Denominators that people enter, with year and source. */
public interface Entered {

    /** Nobody entered anything. */
    Entered NOTHING = new Entered() {
        @Override
        public @Nullable Figure sizeEstimate(String area, String population, int year) {
            return null;
        }

        @Override
        public @Nullable Figure target(String area, String indicator, int year) {
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
    @Nullable Figure sizeEstimate(String area, String population, int year);

    /** The target of an indicator for a year; null when there is none. */
    @Nullable Figure target(String area, String indicator, int year);

    /**
     * A figure with where it comes from.
     *
     * @param value above 0
     * @param year which it is for
     * @param source in words
     */
    record Figure(long value, int year, String source) {}
}
