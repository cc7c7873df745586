package org.outreachsync.indicator.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cube.PersonTally;
import org.outreachsync.rig.CountedSite;

/** How often persons were met, from exchanges whose days are written here. */
class MeetingsTest {

    private static final String REACHED = "PERSONS_REACHED";
    private static final String EXCHANGED = "PERSONS_NSP";
    private static final LocalDate FROM = LocalDate.of(2026, 10, 30);
    private static final LocalDate TO = FROM.plusDays(4);

    private final CountedSite site = new CountedSite();

    MeetingsTest() {
        site.exchange(FROM.minusDays(1), "Ж1990АЙГУ", 1);
        site.exchange(FROM, "Ж1990АЙГУ", 1);
        site.exchange(FROM, "Ж1990АЙГУ", 1);
        site.exchange(FROM, "М1980БЕГУ", 1);
        site.exchange(TO, "Ж1990АЙГУ", 1);
        site.exchange(TO.plusDays(1), "М1980БЕГУ", 1);
    }

    private long count(List<String> measures, boolean onlyOfWhoCameLast) {
        var cube = site.cube();
        return cube.read(() -> {
            var days = CountedSite.days(cube, FROM, TO);
            var scope = new CohortScope(CountedSite.CATALOGUE, cube, days, FROM, TO, TO);
            var persons = scope.everybody(REACHED, onlyOfWhoCameLast ? days.within(TO, TO) : days);
            var tally = new PersonTally(cube.people());
            long met = Meetings.count(cube, days, measures, persons, tally);
            assertThat(tally.persons().stream().map(tally::times).sum()).isEqualTo((int) met);
            assertThat(Meetings.count(cube, days, measures, persons, null)).isEqualTo(met);
            return met;
        });
    }

    @Test
    void aPersonOnADayIsOneMeeting() {
        assertThat(count(List.of(REACHED), false)).isEqualTo(3);
    }

    @Test
    void whatWasDoneTogetherIsOneMeeting() {
        assertThat(count(List.of(REACHED, EXCHANGED), false)).isEqualTo(3);
    }

    @Test
    void meetingsOfOthersDoNotCount() {
        assertThat(count(List.of(REACHED), true)).isEqualTo(2);
        assertThat(count(List.of(EXCHANGED, REACHED), true)).isEqualTo(2);
    }
}
