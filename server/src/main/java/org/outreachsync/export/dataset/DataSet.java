package org.outreachsync.export.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/**
 * Figures that are reported together.
 *
 * @param code unique in its destination
 * @param title for readers
 * @param frequency how often it is reported
 * @param levels for which areas: each site, each region, each country
 * @param coverage which records it is about
 * @param items its indicators, each once, in the order of the report
 */
public record DataSet(
        String code,
        LocalizedText title,
        Frequency frequency,
        Set<Area.Level> levels,
        Coverage coverage,
        List<Item> items) {

    public DataSet {
        levels = Collections.unmodifiableSet(new TreeSet<>(levels));
        items = List.copyOf(items);
    }
}
