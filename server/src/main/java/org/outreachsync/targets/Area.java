package org.outreachsync.targets;

import java.util.Arrays;
import java.util.Locale;
import org.outreachsync.refusal.Parameters;

/**
 * The area of a figure, written as {@code site:OSH-1}, {@code region:KG-O} or {@code country:KG}.
 *
 * @param level site, region or country
 * @param code of the site, region or country
 */
public record Area(Level level, String code) {

    /** The level of an area. */
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
     * Parses an area, without checking that the site, region or country exists.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if it does not begin with a level
     */
    public static Area of(String written) {
        return Arrays.stream(Level.values())
                .filter(level -> written.startsWith(level.prefix()))
                .map(level -> new Area(level, written.substring(level.prefix().length())))
                .findAny()
                .orElseThrow(() -> Parameters.refused("area", "An area is site:CODE, region:CODE or country:CC."));
    }

    /** The text form. */
    @Override
    public String toString() {
        return level.prefix() + code;
    }
}
