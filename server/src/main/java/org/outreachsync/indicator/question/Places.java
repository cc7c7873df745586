package org.outreachsync.indicator.question;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where sites are and whose they are, over time. */
public interface Places {

    /** What is not known of a place. */
    String UNKNOWN = "UNKNOWN";

    /**
     * Where a site is for some time.
     *
     * @param from the first day
     * @param until the first day after, or null while it lasts
     * @param country ISO 3166-1 alpha-2
     * @param region a code of the country's division
     * @param provider a code of the list {@code provider}
     */
    record Place(LocalDate from, @Nullable LocalDate until, String country, String region, String provider) {

        /** The part of a stretch for which a site is there, or null when there is none. */
        @Nullable
        public Stretch of(Stretch stretch) {
            return stretch.within(from, until == null ? LocalDate.MAX : until.minusDays(1));
        }
    }

    /** Whether a site was there on a day, or nobody said where it is. */
    default boolean isOpen(String site, LocalDate day) {
        var known = of(site);
        return known.isEmpty() || known.stream().anyMatch(place -> place.of(new Stretch(site, day, day)) != null);
    }

    /** Changes, as {@code equals} sees it, whenever an answer could. */
    default Object state() {
        return UNKNOWN;
    }

    /** The places of a site, in order, not overlapping; none when nobody said. */
    public List<Place> of(String site);
}
