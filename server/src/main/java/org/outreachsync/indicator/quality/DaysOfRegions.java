package org.outreachsync.indicator.quality;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Stretch;
import org.roaringbitmap.RoaringBitmap;

/**
 * The regions in which persons were met on each day, to find codes that were in two regions on one day: perhaps two
 * people with one code.
 */
final class DaysOfRegions {

    private final Places places;
    private final Map<String, Map<Long, RoaringBitmap>> bySite = new HashMap<>();
    private final Map<Long, Map<String, RoaringBitmap>> byRegion = new HashMap<>();

    DaysOfRegions(Places places) {
        this.places = places;
    }

    /** Adds the persons met at a site on a day. */
    void add(String site, long day, Cell cell) {
        var region = region(site, day);
        if (region == null) {
            return;
        }
        var met = new RoaringBitmap();
        cell.persons().forEach(met::add);
        bySite.computeIfAbsent(site, unseen -> new HashMap<>()).put(day, met);
        byRegion.computeIfAbsent(day, unseen -> new HashMap<>())
                .computeIfAbsent(region, unseen -> new RoaringBitmap())
                .or(met);
    }

    /** The number of persons met at a site who were met in another region on the same day. */
    int apart(String site) {
        var apart = new RoaringBitmap();
        bySite.getOrDefault(site, Map.of())
                .forEach((day, met) -> byRegion.getOrDefault(day, Map.of()).forEach((region, there) -> {
                    if (!region.equals(region(site, day))) {
                        apart.or(RoaringBitmap.and(met, there));
                    }
                }));
        return apart.getCardinality();
    }

    private @Nullable String region(String site, long day) {
        var on = LocalDate.ofEpochDay(day);
        return places.of(site).stream()
                .filter(place -> place.of(new Stretch(site, on, on)) != null)
                .map(place -> place.country() + "/" + place.region())
                .findFirst()
                .orElse(null);
    }
}
