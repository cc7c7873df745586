package org.outreachsync.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.outreachsync.model.RecordId;

/**
 * Which records ever described an event of a day, kept in memory for the days that tablets write to. It follows from
 * the records.
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

        private final Map<String, Set<RecordId>> byEvent = new ConcurrentHashMap<>();
        private volatile int records;

        synchronized void add(RecordEntry entry) {
            records++;
            entry.sameEvents()
                    .forEach(event -> byEvent.computeIfAbsent(event, unseen -> ConcurrentHashMap.newKeySet(2))
                            .add(entry.state().id()));
        }
    }

    /**
     * The records that ever described an event.
     *
     * @param everOfDay all records that were ever filed under a day, in any of their states
     */
    Set<RecordId> of(String site, long day, String event, Function<Long, Stream<RecordEntry>> everOfDay) {
        var found = days.get(new Place(site, day), unseen -> {
            var fresh = new Day();
            everOfDay.apply(day).forEach(fresh::add);
            return fresh;
        });
        return found.byEvent.getOrDefault(event, Set.of());
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
                    kept.add(entry);
                    grown.put(place, kept);
                }
            }
        }
        // The cache weighs a day when it is put.
        days.putAll(grown);
    }
}
