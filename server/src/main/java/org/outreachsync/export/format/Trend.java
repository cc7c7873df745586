package org.outreachsync.export.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * The figures of some lines in earlier periods, as they were published. Only periods of the same length count, and only
 * figures by the same version of a definition. Of several revisions, the last one counts.
 *
 * @param periods the earlier periods, the oldest first
 * @param figures the figures of each line in these periods
 */
record Trend(List<Period> periods, Map<Key, Map<Period, Figure>> figures) {

    /** The most earlier periods that are shown. */
    static final int PERIODS_MAX = 8;

    /** What stays the same from period to period. */
    record Key(String indicator, int version, Area area, SortedMap<Dimension, String> groups) {

        static Key of(Line line) {
            return new Key(line.definition().code(), line.definition().version(), line.area(), line.groups());
        }
    }

    /** The trend of these lines of a table. */
    static Trend of(ExportTable table, List<Line> lines, List<ExportTable> earlier) {
        var byEnd = new TreeMap<Period, ExportTable>(Comparator.comparing(Period::to));
        earlier.stream()
                .filter(before -> precedes(before, table))
                .forEach(before -> byEnd.merge(
                        before.head().period(),
                        before,
                        (one, other) -> one.head().revision() > other.head().revision() ? one : other));
        while (byEnd.size() > PERIODS_MAX) {
            byEnd.pollFirstEntry();
        }
        var figures = new HashMap<Key, Map<Period, Figure>>();
        lines.stream().filter(table::isOfWholePeriod).forEach(line -> figures.put(Key.of(line), new HashMap<>()));
        byEnd.forEach((period, before) -> before.lines().stream()
                .filter(before::isOfWholePeriod)
                .forEach(line -> {
                    var known = figures.get(Key.of(line));
                    if (known != null) {
                        known.put(period, Figure.value(line));
                    }
                }));
        return new Trend(List.copyOf(byEnd.keySet()), figures);
    }

    private static boolean precedes(ExportTable before, ExportTable table) {
        var one = before.head();
        var other = table.head();
        int months = other.period().wholeMonths();
        return one.dataSet().equals(other.dataSet())
                && one.period().to().isBefore(other.period().from())
                && one.period().wholeMonths() == months
                && (months > 0 || one.period().days() == other.period().days());
    }

    /** The figures of a line, one for each period; none where it had no such line. */
    List<Figure> of(Line line) {
        var known = figures.getOrDefault(Key.of(line), Map.of());
        var all = new ArrayList<Figure>();
        periods.forEach(period -> all.add(known.getOrDefault(period, Figure.of(null))));
        return all;
    }
}
