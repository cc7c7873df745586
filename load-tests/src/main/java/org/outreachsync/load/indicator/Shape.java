package org.outreachsync.load.indicator;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What to generate; the same shape always gives the same records.
 *
 * @param records their total number
 * @param persons their total number, each at home at one site
 * @param sites their number; they are numbered from 0
 * @param years how many, up to the end of 2025
 * @param seed the seed of all random choices
 */
public record Shape(long records, int persons, int sites, int years, long seed) {

    private static final LocalDate END = LocalDate.of(2026, 1, 1);

    public Shape {
        if (sites < 1 || persons < 2 * sites || years < 1 || records < 0) {
            throw new IllegalArgumentException("there must be a site, a year and two persons at each site");
        }
    }

    /** The shape that options ask for: {@code --records --persons --sites --years --seed}. */
    static Shape of(Options options) {
        return new Shape(
                options.number("records", 10_000_000),
                (int) options.number("persons", 200_000),
                (int) options.number("sites", 200),
                (int) options.number("years", 3),
                options.number("seed", System.nanoTime() % 1_000_000_000));
    }

    /** The first day. */
    public LocalDate first() {
        return END.minusYears(years);
    }

    LocalDate last() {
        return END.minusDays(1);
    }

    /** How many days there are records of. */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first(), END);
    }

    /** How many persons are at home at each site. */
    public int personsAtSite() {
        return persons / sites;
    }

    /** The code of a site, by its number. */
    public String site(int no) {
        return "SITE-%03d".formatted(no + 1);
    }

    /** The codes of all sites, in the order of their numbers. */
    public List<String> siteCodes() {
        return IntStream.range(0, sites).mapToObj(this::site).toList();
    }
}
