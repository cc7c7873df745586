package org.outreachsync.indicator.answer;

import java.util.Collection;
import java.util.function.Predicate;
import org.outreachsync.indicator.Regions;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.model.codes.CodeLists;

/**
 * Checks the region and the country of a question. In addition to those of the code list, a question may name any
 * region where a site is or was placed, and {@link Places#UNKNOWN} for sites without a placement.
 */
final class AskedPlaces {

    private final Regions regions;

    AskedPlaces(CodeLists codes) {
        this.regions = new Regions(codes);
    }

    /**
     * Checks a question.
     *
     * @param programme the codes of all sites
     * @param places their placements
     * @throws org.outreachsync.refusal.RefusedException PARAMETER for an unknown region or country, and for a region of
     *     another country
     */
    void check(CheckedQuestion question, Collection<String> programme, Places places) {
        var country = question.country();
        var region = question.region();
        if (country.isEmpty() && region.isEmpty()) {
            return;
        }
        var placed =
                programme.stream().flatMap(site -> places.of(site).stream()).toList();
        if (!country.isEmpty()) {
            regions.checkCountry(
                    "country",
                    country,
                    code -> code.equals(Places.UNKNOWN)
                            || isPlaced(placed, place -> place.country().equals(code)));
        }
        if (!region.isEmpty()) {
            regions.checkRegion(
                    "region",
                    region,
                    code -> code.equals(Places.UNKNOWN)
                            || isPlaced(placed, place -> place.region().equals(code)));
        }
        boolean isBoth = !country.isEmpty() && !region.isEmpty();
        if (isBoth
                && !isPlaced(
                        placed,
                        place -> place.country().equals(country)
                                && place.region().equals(region))) {
            regions.checkSame(country, region);
        }
    }

    private static boolean isPlaced(Collection<Place> placed, Predicate<Place> isMeant) {
        return placed.stream().anyMatch(isMeant);
    }
}
