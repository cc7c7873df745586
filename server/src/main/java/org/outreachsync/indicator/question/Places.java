package org.outreachsync.indicator.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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

    /**
     * Cuts a stretch by where the site was placed. A record dated before a site opened or after it closed counts at the
     * site's nearest placement, because it happened somewhere.
     *
     * @param word an attribute of a placement, such as its region
     * @return the parts of the stretch by attribute; {@link #UNKNOWN} for a site without placements
     */
    default SortedMap<String, List<Stretch>> parts(Stretch stretch, Function<Place, String> word) {
        var parts = new TreeMap<String, List<Stretch>>();
        var all = of(stretch.site());
        for (int at = 0; at < all.size(); at++) {
            var from = at == 0 ? LocalDate.MIN : all.get(at).from();
            var to = at + 1 == all.size()
                    ? LocalDate.MAX
                    : all.get(at + 1).from().minusDays(1);
            var part = stretch.within(from, to);
            if (part != null) {
                parts.computeIfAbsent(word.apply(all.get(at)), unseen -> new ArrayList<>())
                        .add(part);
            }
        }
        if (all.isEmpty()) {
            parts.put(UNKNOWN, List.of(stretch));
        }
        return parts;
    }
}
