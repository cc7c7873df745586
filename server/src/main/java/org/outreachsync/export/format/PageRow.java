package org.outreachsync.export.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * A row of a page: one line, or several groups of a breakdown that are all 0 and always were, because they would
 * otherwise fill the page.
 *
 * @param lines at least one, in the order of the table
 */
record PageRow(List<Line> lines) {

    /** The rows that have the same key are one. */
    private record Key(String indicator, Area area, Period period, Set<Dimension> dimensions) {}

    /** The rows of these lines. */
    static List<PageRow> of(ExportTable table, List<Line> lines, Trend trend) {
        var rows = new ArrayList<List<Line>>();
        var zeros = new LinkedHashMap<Key, List<Line>>();
        for (var line : lines) {
            if (!isZero(table, line, trend)) {
                rows.add(List.of(line));
                continue;
            }
            var key = new Key(
                    line.definition().code(),
                    line.area(),
                    line.period(),
                    line.groups().keySet());
            zeros.computeIfAbsent(key, unseen -> {
                        var row = new ArrayList<Line>();
                        rows.add(row);
                        return row;
                    })
                    .add(line);
        }
        return rows.stream().map(List::copyOf).map(PageRow::new).toList();
    }

    /** Whether there is no more to say of a group than that it is 0. */
    private static boolean isZero(ExportTable table, Line line, Trend trend) {
        return !line.groups().isEmpty()
                && line.denominator() == null
                && line.target() == null
                && isZero(Figure.numerator(line))
                && (!table.isOfWholePeriod(line)
                        || trend.of(line).stream().allMatch(figure -> figure.flag() == Flag.NONE || isZero(figure)));
    }

    private static boolean isZero(Figure figure) {
        return figure.flag() == Flag.EXACT
                && figure.number() != null
                && figure.number().signum() == 0;
    }

    /** The line whose figures the row shows. */
    Line first() {
        return lines.getFirst();
    }
}
