package org.outreachsync.identity;

/** Says in which regions a site may be placed from now on. Placements that are stored stay, whatever it says. */
@FunctionalInterface
public interface PlaceRule {

    /**
     * Checks a region and its country.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER for an unknown region, or one in another country
     */
    void check(String country, String region);
}
