package org.outreachsync.export.safety;

import java.util.SortedMap;
import java.util.stream.Collectors;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * Which count a cell is.
 *
 * @param quantity the name of what is counted
 * @param ageScheme the scheme of the age group; empty if there is none
 * @param project the number of the funding source, or {@code -1} for all
 * @param area the site, region or country
 * @param scope what the coverage of the data set leaves of the area, as text; empty for all of it
 * @param period the days
 * @param groups the code of the group in each dimension; empty for everybody
 */
public record CellKey(
        String quantity,
        String ageScheme,
        int project,
        Area area,
        String scope,
        Period period,
        SortedMap<Dimension, String> groups) {

    public CellKey {
        var named = period.named();
        // Many keys share a period, as long as it is the same object.
        period = named.equals(period) ? period : named;
        groups = Groups.copyOf(groups);
        ageScheme = groups.containsKey(Dimension.AGE) ? ageScheme : "";
    }

    /** The name of its cell; no two keys share one. */
    public String name() {
        return String.join(
                "|",
                quantity,
                ageScheme,
                Integer.toString(project),
                area.toString(),
                scope,
                period.text(),
                words(groups));
    }

    /** Groups as names have them. */
    static String words(SortedMap<Dimension, String> groups) {
        return groups.entrySet().stream()
                .map(entry -> entry.getKey().word() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
