package org.outreachsync.indicator;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** The aggregates of one site and day, computed from its records as a whole. */
public final class Cell {

    private final Map<Key, Long> sums = new HashMap<>();
    private final Map<Measure, RoaringBitmap> persons = new HashMap<>();

    /**
     * What a sum is broken down by.
     *
     * @param measure what is counted
     * @param sex a code of the list {@code sex}; 0 for unknown
     * @param ageBand a code of the list {@code age_band}, at the time of the event; 0 for unknown
     */
    public record Key(Measure measure, int sex, int ageBand) {}

    /** Adds to a sum. */
    void add(Key key, long amount) {
        if (amount != 0) {
            sums.merge(key, amount, Long::sum);
        }
    }

    /** Adds a person to a set. */
    void addPerson(Measure measure, int personNo) {
        persons.computeIfAbsent(measure, unseen -> new RoaringBitmap()).add(personNo);
    }

    /** Takes a whole set as stored. */
    void putPersons(Measure measure, RoaringBitmap numbers) {
        persons.put(measure, numbers);
    }

    /** The sums. */
    public Map<Key, Long> sums() {
        return Collections.unmodifiableMap(sums);
    }

    /** The person sets, by measure. Not to be changed. */
    public Map<Measure, RoaringBitmap> persons() {
        return Collections.unmodifiableMap(persons);
    }
}
