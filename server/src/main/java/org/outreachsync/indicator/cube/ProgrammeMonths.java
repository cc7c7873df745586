package org.outreachsync.indicator.cube;

import static org.outreachsync.indicator.cell.PersonColumn.ALL_PROJECTS;
import static org.outreachsync.indicator.cube.ByMonth.firstDay;
import static org.outreachsync.indicator.cube.ByMonth.lastDay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cell.SumColumn;

/** Months of all sites together, added up when first needed and dropped when one of the sites changes. Thread-safe. */
public final class ProgrammeMonths {

    /** The approximate maximum size of the cache for each kind. */
    private static final long BYTES_MAX = 64L << 20;
    /** The size of an empty entry. */
    private static final int ENTRY_BYTES = 128;

    private final Supplier<Collection<SiteMonths>> sites;
    private final Cache<Of, BitSet> persons = cache(set -> set.size() / Byte.SIZE);
    private final Cache<Of, SumColumn> sums = cache(SumColumn::bytes);
    private final Cache<Of, int[]> days = cache(numbers -> Integer.BYTES * numbers.length);
    private final Cache<Of, int[]> daysEver = cache(numbers -> Integer.BYTES * numbers.length);
    private final Cache<OfMeetings, MeetingsOfMonth> meetings = cache(MeetingsOfMonth::bytes);

    private record Of(String measure, int month) {}

    /** With the generation of merges, since two numbers of one person that were met together are one meeting. */
    private record OfMeetings(List<String> measures, int month, int generation) {}

    private static <K, T> Cache<K, T> cache(ToIntFunction<T> bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(BYTES_MAX)
                .weigher((K of, T held) -> ENTRY_BYTES + bytes.applyAsInt(held))
                .build();
    }

    /** Of these sites. */
    ProgrammeMonths(Supplier<Collection<SiteMonths>> sites) {
        this.sites = sites;
    }

    /** The persons of a measure, under the numbers of their records. Not to be changed. */
    BitSet persons(String measure, int month) {
        return persons.get(new Of(measure, month), of -> {
            var set = new BitSet();
            sites.get()
                    .forEach(
                            site -> site.persons(measure).forEach(month, month, (number, column) -> column.addTo(set)));
            return set;
        });
    }

    /** The sums of a measure. */
    SumColumn sums(String measure, int month) {
        return sums.get(new Of(measure, month), of -> {
            var columns = new ArrayList<SumColumn>();
            sites.get()
                    .forEach(site -> site.sums(measure).forEach(month, month, (number, column) -> columns.add(column)));
            return SumColumn.together(columns);
        });
    }

    /**
     * For each person, under the number of a record, the days of a month in a measure; the first day is bit 0. Not to
     * be changed.
     */
    public int[] days(String measure, int month) {
        return days.get(
                new Of(measure, month),
                of -> days(
                        month,
                        (site, visitor) -> site.persons(measure)
                                .forEach(
                                        month,
                                        month,
                                        (number, column) -> column.forEach(
                                                ALL_PROJECTS, firstDay(month), lastDay(month), visitor))));
    }

    /** Like {@link #days}, for a measure that may count persons in other months than those of their records. */
    public int[] daysEver(String measure, int month) {
        return daysEver.get(
                new Of(measure, month),
                of -> days(
                        month,
                        (site, visitor) -> site.personsEver(measure)
                                .forEach(ALL_PROJECTS, firstDay(month), lastDay(month), visitor)));
    }

    /**
     * The meetings of a month.
     *
     * @param measures whose records are meetings
     * @param generation of the merges by which persons are told apart
     * @param count counts them
     */
    public MeetingsOfMonth meetings(List<String> measures, int month, int generation, Supplier<MeetingsOfMonth> count) {
        return meetings.get(new OfMeetings(measures, month, generation), of -> count.get());
    }

    private interface Visits {
        void visit(SiteMonths site, PersonColumn.Visitor visitor);
    }

    private int[] days(int month, Visits visits) {
        var held = new DaysOfMonth(firstDay(month));
        sites.get().forEach(site -> visits.visit(site, held));
        return held.days;
    }

    private static final class DaysOfMonth implements PersonColumn.Visitor {
        private final long first;
        private int[] days = {};

        DaysOfMonth(long first) {
            this.first = first;
        }

        @Override
        public void visit(int day, int project, int[] numbers, int begin, int end) {
            int bit = 1 << (int) (day - first);
            for (int at = begin; at < end; at++) {
                if (numbers[at] >= days.length) {
                    days = Arrays.copyOf(days, numbers[at] + 1 + days.length / 2);
                }
                days[numbers[at]] |= bit;
            }
        }
    }

    void forget(int month) {
        persons.asMap().keySet().removeIf(of -> of.month() == month);
        sums.asMap().keySet().removeIf(of -> of.month() == month);
        days.asMap().keySet().removeIf(of -> of.month() == month);
        meetings.asMap().keySet().removeIf(of -> of.month() == month);
        daysEver.invalidateAll();
    }

    void forgetAll() {
        persons.invalidateAll();
        sums.invalidateAll();
        days.invalidateAll();
        meetings.invalidateAll();
        daysEver.invalidateAll();
    }
}
