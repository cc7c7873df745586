package org.outreachsync.targets;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a figure covers, written as {@code site:OSH-1}, {@code region:KG-O} or {@code country:KG}.
 *
 * @param level how much it covers
 * @param code of the site, region or country
 */
public record Area(Level level, String code) {

    /** How much an area covers. */
    public enum Level {
        /** One site. */
        SITE,
        /** The sites that are placed in a region. */
        REGION,
        /** The sites that are placed in a country. */
        COUNTRY;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + ":";
        }
    }

    /**
     * An area as it was written. Whether there is such a site, region or country is not looked at.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER when it does not begin with one of the levels
     */
    public static Area of(String written) {
        return Arrays.stream(Level.values())
                .filter(level -> written.startsWith(level.prefix()))
                .map(level -> new Area(level, written.substring(level.prefix().length())))
                .findAny()
                .orElseThrow(() -> TargetRules.wrong("area", "An area is site:CODE, region:CODE or country:CC."));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return level.prefix() + code;
    }
}
