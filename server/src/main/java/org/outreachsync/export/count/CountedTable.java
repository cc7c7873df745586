package org.outreachsync.export.count;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.indicator.Period;

/**
 * The exact figures of a data set for a period.
 *
 * @param set the data set
 * @param period the period
 * @param lines by indicator, in the order of the data set, then breakdown, then area, then groups
 * @param countedTo how far each site's log is counted, as seq; every line is exact for it
 * @param isProvisional whether late records may still change the figures
 */
public record CountedTable(
        DataSet set, Period period, List<CountedLine> lines, SortedMap<String, Long> countedTo, boolean isProvisional) {

    public CountedTable {
        lines = List.copyOf(lines);
        countedTo = Collections.unmodifiableSortedMap(new TreeMap<>(countedTo));
    }
}
