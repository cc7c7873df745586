package org.outreachsync.indicator.question;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The placements of sites over time. */
public interface Places {

    /** An unknown attribute of a placement. */
    String UNKNOWN = "UNKNOWN";

    /**
     * A placement of a site.
     *
     * @param from the first day
     * @param until the first day after, or null while it lasts
     * @param country ISO 3166-1 alpha-2
     * @param region a code of the country's division
     * @param provider a code of the list {@code provider}
     */
    record Place(LocalDate from, @Nullable LocalDate until, String country, String region, String provider) {

        /** The part of a stretch that the placement covers, or null for none. */
        @Nullable
        public Stretch of(Stretch stretch) {
            return stretch.within(from, until == null ? LocalDate.MAX : until.minusDays(1));
        }
    }

    /** Whether a site was placed on a day, or has no placements at all. */
    default boolean isOpen(String site, LocalDate day) {
        return isOpen(new Stretch(site, day, day));
    }

    /** Whether a site was placed on some day of a stretch, or has no placements at all. */
    default boolean isOpen(Stretch stretch) {
        var known = of(stretch.site());
        return known.isEmpty() || known.stream().anyMatch(place -> place.of(stretch) != null);
    }

    /** The placements as they are now. They do not change any more, and equal later ones while nothing has changed. */
    default Places now() {
        return this;
    }

    /** The placements of a site, in order, without overlaps; empty for none. */
    public List<Place> of(String site);
}
