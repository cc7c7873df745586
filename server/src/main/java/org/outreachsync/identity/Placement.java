package org.outreachsync.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.CalendarDay;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * Where a site belongs for a time: its country and region, who pays for it and who runs it.
 *
 * @param from the first day
 * @param until the first day on which it does not count any more, or null while it lasts
 * @param country ISO 3166-1 alpha-2
 * @param region a code of the programme, 1 to 32 of A–Z, 0–9, underscore and hyphen
 * @param project the number of the funding source, 1 to 65,535, or 0 for none
 * @param provider who runs the site
 */
public record Placement(
        LocalDate from, @Nullable LocalDate until, String country, String region, int project, Provider provider) {

    /** The fields in which somebody writes a placement. If there is none of them, there is no placement. */
    public static final Set<String> FIELDS = Set.of("from", "country", "region", "project", "provider");

    /** The number of no funding source. */
    public static final int NO_PROJECT = 0;

    private static final int PROJECT_MAX = 65_535;
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    static final LocalDate LAST = LocalDate.of(2100, 12, 31);
    private static final Pattern REGION = Pattern.compile("[A-Z0-9_-]{1,32}");
    private static final Set<String> COUNTRIES = Set.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

    /** Who runs a site. */
    public enum Provider {
        /** A public institution, such as a clinic of the state. */
        PUBLIC,
        /** An organisation led by the community that it serves. */
        COMMUNITY_LED,
        /** Anybody else. */
        OTHER
    }

    /**
     * A placement as somebody wrote it, which lasts until another takes its place.
     *
     * @param from the first day, such as 2026-01-31
     * @param project {@link #NO_PROJECT} for none
     * @param provider null for OTHER
     * @throws RefusedException PARAMETER, naming what is out of bounds
     */
    public static Placement of(String from, String country, String region, long project, @Nullable String provider) {
        checkProject(project);
        var placement = new Placement(day("from", from), null, country, region, (int) project, provider(provider));
        placement.check();
        return placement;
    }

    private static Provider provider(@Nullable String written) {
        return written == null
                ? Provider.OTHER
                : Arrays.stream(Provider.values())
                        .filter(known -> known.name().equals(written))
                        .findAny()
                        .orElseThrow(() ->
                                Parameters.refused("provider", "The provider must be PUBLIC, COMMUNITY_LED or OTHER."));
    }

    /**
     * A day as somebody wrote it.
     *
     * @param parameter its name in a refusal
     * @throws RefusedException PARAMETER when it is not a date such as 2026-01-31
     */
    public static LocalDate day(String parameter, String written) {
        try {
            return CalendarDay.parse(written);
        } catch (DateTimeException wrong) {
            throw Parameters.refused(
                    parameter,
                    "The date \"" + parameter + "\" must be a day of the calendar, written like 2026-01-31.");
        }
    }

    /** Whether it counts on this day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    Placement endingOn(LocalDate end) {
        return new Placement(from, end, country, region, project, provider);
    }

    void check() {
        if (from.isBefore(FIRST) || from.isAfter(LAST)) {
            throw Parameters.refused("from", "A placement must begin on a day from " + FIRST + " to " + LAST + ".");
        }
        if (until != null && (!until.isAfter(from) || until.isAfter(LAST))) {
            throw Parameters.refused("until", "A placement must end after it begins, and by " + LAST + ".");
        }
        if (!isCountry(country)) {
            throw Parameters.refused("country", "A country is a two-letter code of ISO 3166-1, such as KG.");
        }
        if (!isRegion(region)) {
            throw Parameters.refused(
                    "region", "A region code has 1 to 32 characters, each A-Z, 0-9, an underscore or a hyphen.");
        }
        checkProject(project);
    }

    private static void checkProject(long number) {
        if (number < 0 || number > PROJECT_MAX) {
            throw Parameters.refused(
                    "project", "A project is a whole number from 0 to " + PROJECT_MAX + "; 0 is none.");
        }
    }

    /** Whether this is a country's code of ISO 3166-1 alpha-2. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** Whether this may be a region's code. */
    public static boolean isRegion(String code) {
        return REGION.matcher(code).matches();
    }
}
