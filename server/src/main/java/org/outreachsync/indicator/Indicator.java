package org.outreachsync.indicator;

import java.util.List;
import java.util.Map;

/**
 * A figure that a manager may ask for.
 *
 * @param code stable
 * @param kind how it adds up
 * @param measures what is counted; several are added
 * @param version of the definition
 * @param labels by language
 * @param definition a plain sentence
 */
public record Indicator(String code, Kind kind, List<Measure> measures, int version, Map<String, String> labels, String definition) {

    public Indicator {
        measures = List.copyOf(measures);
        labels = Map.copyOf(labels);
    }

    /** How a figure adds up. */
    public enum Kind {
        /** Events: add up over sites and days. */
        EVENTS,
        /** Units: add up over sites and days. */
        UNITS,
        /** Distinct persons: counted over all sites and days at once. */
        PERSONS
    }
}
