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

    /** Records of all days that are kept, some 150 bytes each. */
    private static final long RECORDS_MAX = 200_000;

    private final Cache<Place, Day> days = Caffeine.newBuilder()
            .maximumWeight(RECORDS_MAX)
            .weigher((Place place, Day day) -> 1 + day.records)
            .build();

    private record Place(String site, long day) {}

    private static final class Day {

        /** Almost every event has one record; its map is a small one, and not changed. */
        private final Map<String, Map<RecordId, Long>> byEvent = new ConcurrentHashMap<>();

        private volatile int records;

        synchronized void add(RecordEntry entry, long version) {
            records++;
            var added = Map.of(entry.state().id(), version);
            entry.sameEvents().forEach(event -> byEvent.merge(event, added, Day::joined));
        }

        private static Map<RecordId, Long> joined(Map<RecordId, Long> known, Map<RecordId, Long> added) {
            var all = known instanceof ConcurrentHashMap ? known : new ConcurrentHashMap<>(known);
            added.forEach((id, version) -> all.merge(id, version, Math::max));
            return all;
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
