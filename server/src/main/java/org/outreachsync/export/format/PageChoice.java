package org.outreachsync.export.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Area.Level;

/**
 * What of a table goes on one page. First the lines of the whole area and period for everybody, then the definitions of
 * their indicators, for which a share of the page is kept, then other lines of the whole area. Within each, the order
 * of the table decides, and the first that does not fit ends it. The whole area is every area of the highest level that
 * the table has.
 *
 * @param rows on the page, in the order of the table
 * @param definitions on the page
 * @param withoutFigure indicators that have no line on the page
 * @param withoutDefinition indicators with a line on the page, but no definition
 */
record PageChoice(
        List<PageRow> rows, List<Definition> definitions, List<String> withoutFigure, List<String> withoutDefinition) {

    private static final float DEFINITIONS_SHARE = 1 / 6f;

    /** The room of a page, and what takes how much of it, in points. */
    record Room(double height, ToDoubleFunction<PageRow> row, ToDoubleFunction<Definition> definition) {}

    static PageChoice of(ExportTable table, Trend trend, Room room) {
        var wide = PageRow.of(table, wide(table), trend);
        var totals = wide.stream().filter(row -> isTotal(table, row)).toList();
        Set<PageRow> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        double left = room.height() - fill(totals, room.height() * (1 - DEFINITIONS_SHARE), room.row(), chosen);
        var definitions = new ArrayList<Definition>();
        left -= fill(
                definitionsOf(wide.stream().filter(chosen::contains).toList()), left, room.definition(), definitions);
        fill(wide.stream().filter(row -> !isTotal(table, row)).toList(), left, room.row(), chosen);
        var rows = wide.stream().filter(chosen::contains).toList();
        var shown = codes(definitionsOf(rows));
        var defined = codes(definitions);
        return new PageChoice(
                rows,
                definitions,
                codes(table.definitions()).stream()
                        .filter(code -> !shown.contains(code))
                        .toList(),
                shown.stream().filter(code -> !defined.contains(code)).toList());
    }

    /** How many lines are on the page. */
    int lines() {
        return rows.stream().mapToInt(row -> row.lines().size()).sum();
    }

    /** The areas that make up the whole area. */
    static List<Area> areas(ExportTable table) {
        return wide(table).stream().map(Line::area).distinct().toList();
    }

    /** The lines of the whole area. */
    static List<Line> wide(ExportTable table) {
        var lines = table.lines();
        var highest = lines.stream().map(line -> line.area().level()).max(Level::compareTo);
        return lines.stream()
                .filter(line -> line.area().level() == highest.orElseThrow())
                .toList();
    }

    private static boolean isTotal(ExportTable table, PageRow row) {
        var line = row.first();
        return line.groups().isEmpty() && table.isOfWholePeriod(line);
    }

    /** Adds what fits, and returns the height that it takes. */
    private static <T> double fill(List<T> all, double height, ToDoubleFunction<T> measure, Collection<T> chosen) {
        double used = 0;
        for (var one : all) {
            double more = measure.applyAsDouble(one);
            if (used + more > height) {
                break;
            }
            used += more;
            chosen.add(one);
        }
        return used;
    }

    private static List<Definition> definitionsOf(List<PageRow> rows) {
        var seen = new HashSet<String>();
        return rows.stream()
                .map(row -> row.first().definition())
                .filter(definition -> seen.add(definition.code()))
                .toList();
    }

    private static Set<String> codes(Collection<Definition> definitions) {
        var codes = new LinkedHashSet<String>();
        definitions.forEach(definition -> codes.add(definition.code()));
        return codes;
    }
}
