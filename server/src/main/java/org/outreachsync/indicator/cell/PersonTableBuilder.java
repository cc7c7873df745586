package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.roaringbitmap.RoaringBitmap;

/** Adds persons to a {@link PersonTable}, which itself stays as it is. */
final class PersonTableBuilder {

    private static final int[] NOBODY = new int[0];

    private final PersonTable base;
    private final Map<String, NavigableMap<On, RoaringBitmap>> added = new HashMap<>();

    PersonTableBuilder(PersonTable base) {
        this.base = base;
    }

    /**
     * Adds a person.
     *
     * @param day days since 1970
     * @param project the number of the funding source; 0 for none
     * @return whether the measure did not yet count the person on that day for that funding source
     */
    boolean add(String measure, long day, int project, int person) {
        return !base.has(measure, day, project, person)
                && on(measure, day, project).checkedAdd(person);
    }

    /** Adds persons of a measure, day and funding source. */
    void addAll(String measure, long day, int project, RoaringBitmap persons) {
        on(measure, day, project).or(persons);
    }

    private RoaringBitmap on(String measure, long day, int project) {
        return added.computeIfAbsent(measure, unseen -> new TreeMap<>())
                .computeIfAbsent(new On(day, project), unseen -> new RoaringBitmap());
    }

    /** The table. The builder must not be used afterwards. */
    PersonTable build() {
        return added.isEmpty() ? base : new Merged().table();
    }

    /** The persons of the base and those added, by measure, day and funding source. */
    private final class Merged {

        private final MeasureNames measures = base.measures().with(added.keySet());
        private final int[] ends = new int[measures.size()];
        private final int[] segments;
        private final int[] numbers;
        private int segmentsEnd;
        private int end;

        private Merged() {
            int segmentsMore = 0;
            int more = 0;
            for (var days : added.values()) {
                segmentsMore += PersonColumn.SEGMENT * days.size();
                for (var persons : days.values()) {
                    more += persons.getCardinality();
                }
            }
            this.segments = new int[base.segments() + segmentsMore];
            this.numbers = new int[base.size() + more];
        }

        private void copy(int[] some, int begin, int beyond) {
            System.arraycopy(some, begin, numbers, end, beyond - begin);
            end += beyond - begin;
        }

        private PersonTable table() {
            for (int place = 0, before = 0; place < ends.length; place++) {
                var days = added.computeIfAbsent(measures.at(place), unseen -> new TreeMap<>());
                if (base.measures().isAt(before, measures.at(place))) {
                    base.forEach(before++, (day, project, some, begin, beyond) -> {
                        var on = new On(day, project);
                        while (!days.isEmpty() && days.firstKey().compareTo(on) < 0) {
                            addFirst(days);
                        }
                        add(on, some, begin, beyond, days.remove(on));
                    });
                }
                while (!days.isEmpty()) {
                    addFirst(days);
                }
                ends[place] = segmentsEnd;
            }
            return new PersonTable(measures, ends, trimmed(segments, segmentsEnd), trimmed(numbers, end));
        }

        private void addFirst(NavigableMap<On, RoaringBitmap> days) {
            var first = Objects.requireNonNull(days.pollFirstEntry());
            add(first.getKey(), NOBODY, 0, 0, first.getValue());
        }

        private void add(On on, int[] some, int begin, int beyond, @Nullable RoaringBitmap others) {
            int at = begin;
            if (others != null) {
                for (var other = others.getIntIterator(); other.hasNext(); ) {
                    int person = other.next();
                    int found = Arrays.binarySearch(some, at, beyond, person);
                    int next = found < 0 ? -found - 1 : found;
                    copy(some, at, next);
                    at = next;
                    if (found < 0) {
                        numbers[end++] = person;
                    }
                }
            }
            copy(some, at, beyond);
            segments[segmentsEnd++] = Math.toIntExact(on.day());
            segments[segmentsEnd++] = on.project();
            segments[segmentsEnd++] = end;
        }

        private static int[] trimmed(int[] array, int length) {
            return length == array.length ? array : Arrays.copyOf(array, length);
        }
    }
}
