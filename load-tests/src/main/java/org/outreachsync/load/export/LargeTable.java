package org.outreachsync.load.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/**
 * A table of published indicators in a country and its sites, for everybody and by group, with figures of every kind.
 */
final class LargeTable {

    private static final Period QUARTER = Period.parse("2026Q3");
    private static final int KINDS = 10;
    private static final int SIZE = 1_500;

    private LargeTable() {}

    static ExportTable of(int indicators, int sites, int groups) {
        var lines = new ArrayList<Line>(indicators * (sites + 1) * groups);
        var definitions =
                CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null)
                        .definitions()
                        .values()
                        .stream()
                        .limit(indicators)
                        .toList();
        for (var definition : definitions) {
            for (int site = 0; site <= sites; site++) {
                var area = site == 0 ? Area.of("country:KG") : Area.of("site:SITE-" + site);
                for (int group = 0; group < groups; group++) {
                    lines.add(line(definition, area, QUARTER, group, lines.size()));
                }
            }
        }
        return new ExportTable(head(QUARTER), new TreeMap<>(), lines);
    }

    /** The same lines of the quarter before. */
    static ExportTable before(ExportTable table) {
        var period = QUARTER.previous();
        return new ExportTable(
                head(period),
                new TreeMap<>(),
                table.lines().stream()
                        .map(line -> new Line(
                                line.definition(),
                                line.area(),
                                period,
                                line.groups(),
                                line.numerator(),
                                line.denominator(),
                                null))
                        .toList());
    }

    private static ExportTable.Head head(Period period) {
        var text = new LocalizedText(Map.of("en", "Quarterly report", "ru", "Квартальный отчёт"), Set.of());
        return new ExportTable.Head(
                "Network", "BENCH", "ALL", text, period, 1, Instant.parse("2026-10-20T04:05:06Z"), false, text, "ru");
    }

    private static Line line(Definition definition, Area area, Period period, int group, int number) {
        var groups = new TreeMap<Dimension, String>();
        if (group > 0) {
            groups.put(Dimension.SEX, group % 2 == 0 ? "FEMALE" : "MALE");
            groups.put(Dimension.AGE, "AGE_" + group);
        }
        return new Line(definition, area, period, groups, told(number), denominator(definition), null);
    }

    private static Told told(int number) {
        return switch (number % KINDS) {
            case 0 -> new Told.Few(new Range(0, 7));
            case 1 -> new Told.LeftOut(new Range(1, Integer.MAX_VALUE));
            case 2, 3 -> new Told.Rounded(5L * number, new Range(Math.max(0, 5L * number - 2), 5L * number + 2));
            default -> new Told.Exact(number);
        };
    }

    private static Line.@Nullable Denominator denominator(Definition definition) {
        return definition.denominator() == null
                ? null
                : new Line.Denominator(new Told.Exact(SIZE), new Entered.Figure(SIZE, "2025", 2025, "Survey of 2025"));
    }
}
