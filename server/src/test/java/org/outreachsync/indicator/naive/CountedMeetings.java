package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Operand;

/**
 * Checks the meetings in an answer about persons of one measure.
 *
 * @param what names the question
 * @param sites about which it was
 */
record CountedMeetings(String what, Served answer, Set<String> sites) {

    /** Longer periods take long to count day by day. */
    private static final int DAYS_MAX = 40;

    /** Whether whoever is in the one measure of an indicator on a day was met on it. */
    static boolean areOfOneMeasure(Definition definition) {
        return definition.numerator() instanceof Operand.Persons(Operand.People.All all)
                && all.measures().size() == 1
                && !Objects.requireNonNull(CountingRig.CATALOGUE
                                .measures()
                                .get(all.measures().getFirst()))
                        .isDated();
    }

    /**
     * Whoever was met on a day at a site is a person of that day alone; the sum over sites and days is of meetings.
     *
     * @param persons of a site and day
     */
    CountedMeetings equalThoseOfDays(LocalDate from, LocalDate to, ToLongBiFunction<String, LocalDate> persons) {
        if (ChronoUnit.DAYS.between(from, to) < DAYS_MAX) {
            assertThat(answer.contacts())
                    .as(what)
                    .isEqualTo(sites.stream()
                            .mapToLong(site -> from.datesUntil(to.plusDays(1))
                                    .mapToLong(day -> persons.applyAsLong(site, day))
                                    .sum())
                            .sum());
        }
        return this;
    }

    /** A meeting is at one site. For all sites together, meetings of whole months are added up in another way. */
    void equalThoseOfSites(Function<String, Served> ofSite) {
        assertThat(answer.contacts())
                .as(what)
                .isEqualTo(sites.stream()
                        .mapToLong(site ->
                                Objects.requireNonNull(ofSite.apply(site).contacts()))
                        .sum());
    }
}
