package org.outreachsync.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.outreachsync.model.RecordId;

/**
 * Which records ever described an event of a day, and in which batch each was changed last, kept in memory for the days
 * that tablets write to. It is right as far as the log of the site is applied here, because whatever is applied here is
 * added, and what another server has applied makes all of the site forgotten.
 */
final class EventsOfDays {

    /** Records of all days that are kept, some 200 bytes each. */
    private static final long RECORDS_MAX = 200_000;

    private final Cache<Place, Day> days = Caffeine.newBuilder()
            .maximumWeight(RECORDS_MAX)
            .weigher((Place place, Day day) -> 1 + day.records)
            .build();

    private record Place(String site, long day) {}

    private static final class Day {

        private final Map<String, Map<RecordId, Long>> byEvent = new ConcurrentHashMap<>();
        private volatile int records;

        synchronized void add(RecordEntry entry, long version) {
            records++;
            entry.sameEvents()
                    .forEach(event -> byEvent.computeIfAbsent(event, unseen -> new ConcurrentHashMap<>(2))
                            .merge(entry.state().id(), version, Math::max));
        }
    }

    /**
     * A record in one of its states.
     *
     * @param version of its newest state
     */
    record Ever(RecordEntry entry, long version) {}

    /**
     * The records that ever described an event, and the versions of their newest states.
     *
     * @param everOfDay all records that were ever filed under a day, in any of their states
     */
    Map<RecordId, Long> of(String site, long day, String event, Function<Long, Stream<Ever>> everOfDay) {
        var found = days.get(new Place(site, day), unseen -> {
            var fresh = new Day();
            everOfDay.apply(day).forEach(ever -> fresh.add(ever.entry(), ever.version()));
            return fresh;
        });
        return found.byEvent.getOrDefault(event, Map.of());
    }

    /** Forgets a site. */
    void forget(String site) {
        days.asMap().keySet().removeIf(place -> place.site().equals(site));
    }

    /** Takes in records that were stored. */
    void add(String site, Iterable<RecordEntry> stored) {
        var grown = new HashMap<Place, Day>();
        for (var entry : stored) {
            for (long day : entry.state().days()) {
                var place = new Place(site, day);
                var kept = days.getIfPresent(place);
                if (kept != null) {
                    kept.add(entry, entry.state().version());
                    grown.put(place, kept);
                }
            }
        }
        // The cache weighs a day when it is put.
        days.putAll(grown);
    }
}
