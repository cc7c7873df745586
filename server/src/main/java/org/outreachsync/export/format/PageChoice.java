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
 * @param lines on the page, in the order of the table
 * @param definitions on the page
 * @param withoutFigure indicators that have no line on the page
 * @param withoutDefinition indicators with a line on the page, but no definition
 */
record PageChoice(
        List<Line> lines, List<Definition> definitions, List<String> withoutFigure, List<String> withoutDefinition) {

    private static final float DEFINITIONS_SHARE = 1 / 6f;

    /** The room of a page, and what takes how much of it, in points. */
    record Room(double height, ToDoubleFunction<Line> line, ToDoubleFunction<Definition> definition) {}

    static PageChoice of(ExportTable table, Room room) {
        var wide = wide(table.lines());
        var totals = wide.stream().filter(line -> isTotal(table, line)).toList();
        Set<Line> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        double left = room.height() - fill(totals, room.height() * (1 - DEFINITIONS_SHARE), room.line(), chosen);
        var definitions = new ArrayList<Definition>();
        left -= fill(
                definitionsOf(wide.stream().filter(chosen::contains).toList()), left, room.definition(), definitions);
        fill(wide.stream().filter(line -> !isTotal(table, line)).toList(), left, room.line(), chosen);
        var lines = wide.stream().filter(chosen::contains).toList();
        var shown = codes(definitionsOf(lines));
        var defined = codes(definitions);
        return new PageChoice(
                lines,
                definitions,
                codes(table.definitions()).stream()
                        .filter(code -> !shown.contains(code))
                        .toList(),
                shown.stream().filter(code -> !defined.contains(code)).toList());
    }

    /** The areas that make up the whole area. */
    static List<Area> areas(ExportTable table) {
        return wide(table.lines()).stream().map(Line::area).distinct().toList();
    }

    private static List<Line> wide(List<Line> lines) {
        var highest = lines.stream().map(line -> line.area().level()).max(Level::compareTo);
        return lines.stream()
                .filter(line -> line.area().level() == highest.orElseThrow())
                .toList();
    }

    private static boolean isTotal(ExportTable table, Line line) {
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

    private static List<Definition> definitionsOf(List<Line> lines) {
        var seen = new HashSet<String>();
        return lines.stream()
                .map(Line::definition)
                .filter(definition -> seen.add(definition.code()))
                .toList();
    }

    private static Set<String> codes(Collection<Definition> definitions) {
        var codes = new LinkedHashSet<String>();
        definitions.forEach(definition -> codes.add(definition.code()));
        return codes;
    }
}
