package org.outreachsync.export.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.export.table.Line.Denominator;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/** Texts that a spreadsheet would run, in every place where people can type. */
final class Hostile {

    private static final String LINK = "=HYPERLINK(\"http://example.org\",\"open\")";

    static final List<String> FORMULAS = List.of(
            LINK,
            "+1+1",
            "-1+cmd|' /C calc'!A0",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\ttext",
            " =1",
            "\u00A0=1",
            "\u200B=1",
            "\uFEFF=1",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "﹦1",
            "﹢1",
            "﹣1",
            "﹫1",
            "−1");
    static final List<String> HARMLESS = List.of("a=b", "1-2", "–", "x@example.org", "'=1", "Survey, 2025", "");

    private Hostile() {}

    static boolean isFormula(String field) {
        return !field.isBlank() && "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−".indexOf(field.strip().charAt(0)) >= 0;
    }

    static Denominator denominator(String source) {
        return new Denominator(new Told.Exact(10), new Entered.Figure(10, "2025", 2025, source));
    }

    /** A table in which every text of people is a formula. */
    static ExportTable table() {
        var text = new LocalizedText(Map.of("en", LINK), Set.of());
        var published = Exports.definition("KP-1d");
        var definition = new Definition(
                LINK,
                published.kind(),
                text,
                text,
                LINK,
                new Definition.Source(LINK, null, LINK, LINK),
                published.benchmarks(),
                published.periods(),
                published.neutral(),
                published.numerator(),
                published.numeratorOnly(),
                published.denominator(),
                published.denominatorOnly(),
                published.per(),
                published.by(),
                published.version());
        var line = new Line(
                definition,
                new Area(Area.Level.SITE, LINK),
                Exports.QUARTER,
                new TreeMap<>(Map.of(Dimension.PROJECT, LINK)),
                new Told.Exact(3),
                denominator(LINK),
                new Entered.Goal(BigDecimal.TEN, Unit.COUNT, Exports.QUARTER, List.of(), LINK));
        var head = new ExportTable.Head(
                LINK,
                "MOH",
                "QUARTERLY",
                text,
                Exports.QUARTER,
                1,
                Instant.parse("2026-10-20T04:05:06Z"),
                true,
                text,
                "en");
        return new ExportTable(
                head, new TreeMap<>(Map.of(Dimension.PROJECT, new TreeMap<>(Map.of(LINK, text)))), List.of(line));
    }
}
