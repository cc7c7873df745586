package org.outreachsync.indicator.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.Operand.People;
import org.outreachsync.rig.CountedSite;

/** Which persons are found, from three clients whose days are written here. */
class PersonFindersTest {

    private static final String GIVEN = "PERSONS_NSP";
    private static final LocalDate FROM = LocalDate.of(2026, 11, 1);
    private static final LocalDate TO = FROM.plusDays(9);

    private final CountedSite site = new CountedSite();

    PersonFindersTest() {
        site.exchange(FROM.minusDays(1), "Ж1990АЙГУ", 1);
        site.exchange(FROM, "Ж1990АЙГУ", 1);
        site.exchange(TO, "Ж1990АЙГУ", 1);
        site.exchange(FROM.plusDays(4), "М1980БЕГУ", 1);
        site.exchange(FROM.plusDays(5), "М1980БЕГУ", 1);
        site.exchange(TO, "Ж1970ВАГУ", 1);
        site.exchange(TO.plusDays(1), "М1960ГАГУ", 1);
    }

    private int count(People people) {
        var cube = site.cube();
        return cube.read(() -> {
            var days = CountedSite.days(cube, FROM, TO);
            var scope = new CohortScope(CountedSite.CATALOGUE, cube, days, FROM, TO, TO);
            return new PersonFinders(scope).finder(people).in(days).cardinality();
        });
    }

    @Test
    void aPersonOfTheDaysCountsOnce() {
        assertThat(count(new People.All(List.of(GIVEN)))).isEqualTo(3);
    }

    @Test
    void whoCameTheDayBeforeIsNotNew() {
        assertThat(count(new People.First(GIVEN))).isEqualTo(2);
    }

    /** The intervals are the first five days and the last five: the sixth day is of the second. */
    @Test
    void whoCameInEachIntervalCountsAndWhoMissedOneDoesNot() {
        assertThat(count(new People.Every(GIVEN, 5))).isEqualTo(2);
        assertThat(count(new People.Every(GIVEN, 3))).isZero();
    }

    @Test
    void bothNeedsBothAndEitherOne() {
        var every = new People.Every(GIVEN, 5);
        var first = new People.First(GIVEN);

        assertThat(count(new People.Both(every, first))).isEqualTo(1);
        assertThat(count(new People.Either(every, first))).isEqualTo(3);
    }
}
