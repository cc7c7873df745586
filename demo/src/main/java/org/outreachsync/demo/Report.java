package org.outreachsync.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * The results of the week, and the expected ones.
 *
 * @param monday the first day of the week
 * @param events what happened, in plain words
 * @param lines figures by indicator and site
 * @param meetings the meetings with all people: a person at a site on a day is one meeting
 * @param preview people reached in the month of the week, as a donor would be told
 * @param year every indicator of the catalogue for the year before, in the reporting country
 * @param quarantined ops that wait for a supervisor
 * @param reviews open reviews
 * @param lost records that tablets made but the server does not hold
 * @param doubled records that the server holds but no tablet made
 * @param records records on the server, as the tablets hold them
 * @param unsynced tablets whose records differ from the server's
 * @param delivered what donors got
 */
record Report(
        LocalDate monday,
        List<String> events,
        List<Line> lines,
        long meetings,
        Preview preview,
        List<Figure> year,
        int quarantined,
        int reviews,
        long lost,
        long doubled,
        long records,
        int unsynced,
        Delivered delivered) {

    /** All sites together. */
    static final String ALL = "all";

    /** One figure. */
    record Line(String indicator, String site, long server, long paper) {
        boolean agrees() {
            return server == paper;
        }
    }

    Report {
        events = List.copyOf(events);
        lines = List.copyOf(lines);
        year = List.copyOf(year);
    }

    long figure(String indicator, String site) {
        return lines.stream()
                .filter(line ->
                        line.indicator().equals(indicator) && line.site().equals(site))
                .mapToLong(Line::server)
                .findAny()
                .orElseThrow();
    }

    /**
     * Whether nothing was lost or doubled, every figure of the week equals the one on paper, and no figure of the year
     * is empty.
     */
    boolean isClean() {
        return lost == 0
                && doubled == 0
                && unsynced == 0
                && delivered.isClean()
                && lines.stream().allMatch(Line::agrees)
                && year.stream().allMatch(Figure::isFilled);
    }
}
