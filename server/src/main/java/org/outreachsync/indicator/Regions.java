package org.outreachsync.indicator;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Nearest;
import org.outreachsync.refusal.Parameters;

/**
 * The regions of the list {@code region}, including a programme's own, and their countries. Refuses unknown ones by
 * name.
 */
public final class Regions {

    /** Longer text is no code, and is not repeated to the caller. */
    private static final int SHOWN_MAX = 32;

    private final Map<String, String> countries = new TreeMap<>();

    /** The regions of these lists. */
    public Regions(CodeLists codes) {
        codes.get("region")
                .all()
                .forEach(code ->
                        countries.put(code.code(), code.attributes().texts().getOrDefault("country", "")));
    }

    /**
     * Checks the region and country of a placement.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER for an unknown region, or one in another country
     */
    public void checkPlace(String country, String region) {
        checkRegion("region", region, _ -> false);
        checkSame(country, region);
    }

    /**
     * Checks that a region is in a country.
     *
     * @param region one of the list, or an old one, which may be in any country
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if it is in another one
     */
    public void checkSame(String country, String region) {
        var itsCountry = countries.getOrDefault(region, country);
        if (!itsCountry.equals(country)) {
            throw Parameters.refused(
                    "region", region + " is a region of " + itsCountry + ", not of " + shown(country) + ".");
        }
    }

    /**
     * Checks that a region exists.
     *
     * @param parameter its name in a refusal
     * @param isPlaced whether a site is or was placed in a region; such a region is accepted, whatever its code
     * @throws org.outreachsync.refusal.RefusedException PARAMETER, with the code that was probably meant
     */
    public void checkRegion(String parameter, String region, Predicate<String> isPlaced) {
        if (!countries.containsKey(region) && !isPlaced.test(region)) {
            throw Parameters.refused(
                    parameter,
                    "The code list region does not have " + shown(region) + "." + meant(region, countries.keySet()));
        }
    }

    /**
     * Checks that a country has regions.
     *
     * @param parameter its name in a refusal
     * @param isPlaced whether a site is or was placed in a country; such a country is accepted
     * @throws org.outreachsync.refusal.RefusedException PARAMETER, with the known countries
     */
    public void checkCountry(String parameter, String country, Predicate<String> isPlaced) {
        var known = new TreeSet<>(countries.values());
        if (!known.contains(country) && !isPlaced.test(country)) {
            throw Parameters.refused(
                    parameter,
                    "The code list region has no region in the country " + shown(country) + ". Its countries are "
                            + String.join(", ", known) + ".");
        }
    }

    private static String meant(String region, Collection<String> known) {
        var nearest = Nearest.to(region, known);
        return nearest == null ? " docs/code-lists.md lists the codes of region." : " Did you mean " + nearest + "?";
    }

    private static String shown(String code) {
        boolean isPlain = code.chars()
                .allMatch(letter ->
                        letter < 128 && (Character.isLetterOrDigit(letter) || letter == '_' || letter == '-'));
        return isPlain && code.length() <= SHOWN_MAX ? code : "this";
    }
}
