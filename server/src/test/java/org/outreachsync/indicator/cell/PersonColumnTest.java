package org.outreachsync.indicator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.roaringbitmap.RoaringBitmap;

/** What is read of columns, compared with a walk over every day and funding source. */
class PersonColumnTest {

    private static final int ROUNDS = 500;
    private static final int DAYS = 12;
    private static final int PROJECTS = 3;
    private static final int PERSONS = 200;

    private final List<TreeMap<On, RoaringBitmap>> held = new ArrayList<>();
    private final List<PersonColumn> columns = new ArrayList<>();

    private record Asked(int project, long from, long to) {

        private static Asked of(SplittableRandom random) {
            int project = random.nextInt(-1, PROJECTS);
            long from = random.nextInt(DAYS) - 5L;
            return new Asked(project, from, from + random.nextInt(DAYS) - 1L);
        }

        private boolean has(On on) {
            return on.day() >= from
                    && on.day() <= to
                    && (project == PersonColumn.ALL_PROJECTS || project == on.project());
        }
    }

    private void draw(SplittableRandom random) {
        held.clear();
        columns.clear();
        for (int column = random.nextInt(4); column > 0; column--) {
            var days = new TreeMap<On, RoaringBitmap>();
            for (int met = random.nextInt(60); met > 0; met--) {
                var on = new On(random.nextInt(DAYS) - 4L, random.nextInt(PROJECTS));
                days.computeIfAbsent(on, unseen -> new RoaringBitmap()).add(random.nextInt(PERSONS));
            }
            held.add(days);
            columns.add(PersonColumn.of(days));
        }
    }

    /** A visit of each column with persons, day by day. */
    private List<String> visits(int project, long from, long to) {
        var visits = new ArrayList<String>();
        for (long day = from; day <= to; day++) {
            boolean isCounted = false;
            var ofDay = new ArrayList<String>();
            for (var days : held) {
                var persons = new ArrayList<Integer>();
                for (int one = 0; one < PROJECTS; one++) {
                    var found = days.get(new On(day, one));
                    isCounted |= found != null;
                    if (found != null && (project == one || project == PersonColumn.ALL_PROJECTS)) {
                        found.forEach((int person) -> persons.add(person));
                    }
                }
                if (!persons.isEmpty()) {
                    ofDay.add(day + " " + project + " " + persons);
                }
            }
            if (isCounted) {
                visits.add("next day");
                visits.addAll(ofDay);
            }
        }
        return visits;
    }

    @Test
    void daysOfSeveralColumnsAreVisitedTogether() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            draw(random);
            var asked = Asked.of(random);
            var visited = new ArrayList<String>();

            PersonColumn.forEachDay(
                    columns,
                    asked.project(),
                    asked.from(),
                    asked.to(),
                    () -> visited.add("next day"),
                    (day, funding, numbers, begin, end) -> {
                        var persons = new ArrayList<Integer>();
                        for (int at = begin; at < end; at++) {
                            persons.add(numbers[at]);
                        }
                        visited.add(day + " " + funding + " " + persons);
                    });

            assertThat(visited).as("seed %d", seed).isEqualTo(visits(asked.project(), asked.from(), asked.to()));
        }
    }

    @Test
    void theDaysEndWhereTheColumnsDo() {
        columns.add(PersonColumn.of(new TreeMap<>(Map.of(new On(3, 0), RoaringBitmap.bitmapOf(7)))));
        columns.add(PersonColumn.of(new TreeMap<>(Map.of(new On(-3, 1), RoaringBitmap.bitmapOf(8)))));
        var visited = new ArrayList<Integer>();

        PersonColumn.forEachDay(
                columns,
                PersonColumn.ALL_PROJECTS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                () -> {},
                (day, funding, numbers, begin, end) -> visited.add(day));

        assertThat(visited).containsExactly(-3, 3);
    }

    @Test
    void personsOfDaysAreAddedToASet() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            draw(random);
            var asked = Asked.of(random);
            var words = new long[PERSONS / Long.SIZE + 1];
            columns.forEach(column -> column.addTo(words, asked.project(), asked.from(), asked.to()));

            var expected = new BitSet();
            held.forEach(days -> days.forEach((on, persons) -> {
                if (asked.has(on)) {
                    persons.forEach((int person) -> expected.set(person));
                }
            }));
            assertThat(BitSet.valueOf(words)).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
