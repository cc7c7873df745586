package org.outreachsync.export.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.export.table.Line.Denominator;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** Tables of exports with every kind of figure, over the published indicators. */
final class Exports {

    static final Catalogue CATALOGUE = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
    static final Period QUARTER = Period.parse("2026Q3");
    static final Area COUNTRY = Area.of("country:KG");
    static final Told FEW = new Told.Few(new Range(0, 7));
    static final Told ROUNDED = new Told.Rounded(125, new Range(123, 127));

    private static final SortedMap<Dimension, SortedMap<String, LocalizedText>> LABELS = new TreeMap<>(Map.of(
            Dimension.SEX,
            new TreeMap<>(Map.of(
                    "FEMALE", text("Women", "Женщины"),
                    "MALE", text("Men", "Мужчины"))),
            Dimension.COUNTRY,
            new TreeMap<>(Map.of("KG", text("Kyrgyzstan", "Киргизия")))));

    private Exports() {}

    static LocalizedText text(String english, String russian) {
        return new LocalizedText(Map.of("en", english, "ru", russian), Set.of("ru"));
    }

    static Definition definition(String code) {
        return Objects.requireNonNull(CATALOGUE.definitions().get(code), code);
    }

    static ExportTable.Head head(Period period, int revision, String language) {
        return new ExportTable.Head(
                "Harm Reduction Network",
                "MOH",
                "QUARTERLY",
                text("Quarterly report on harm reduction", "Квартальный отчёт о снижении вреда"),
                period,
                revision,
                Instant.parse("2026-10-20T04:05:06Z"),
                true,
                text(
                        "Counts of up to 7 are not shown, others are rounded.",
                        "Числа до 7 не показаны, другие округлены."),
                language);
    }

    static ExportTable table(ExportTable.Head head, List<Line> lines) {
        return new ExportTable(head, LABELS, lines);
    }

    static Line line(
            String code,
            Area area,
            Period period,
            Map<Dimension, String> groups,
            @Nullable Told numerator,
            @Nullable Denominator denominator,
            Entered.@Nullable Goal target) {
        return new Line(definition(code), area, period, new TreeMap<>(groups), numerator, denominator, target);
    }

    static Line count(String code, @Nullable Told numerator) {
        return line(code, COUNTRY, QUARTER, Map.of(), numerator, null, null);
    }

    static Denominator counted(Told told) {
        return new Denominator(told, null);
    }

    static Denominator entered(long value) {
        return new Denominator(
                new Told.Exact(value), new Entered.Figure(value, "2025", 2025, "Biobehavioural survey of 2025"));
    }

    static Entered.Goal goal(String value, Unit unit) {
        return new Entered.Goal(new BigDecimal(value), unit, QUARTER, List.of(), "National plan 2026");
    }

    /** Every kind of figure, for everybody and by sex, in a country and one of its sites. */
    static List<Line> everyKind(Period period) {
        var lines = new ArrayList<Line>();
        for (var area : List.of(COUNTRY, Area.of("site:OSH-1"))) {
            lines.add(
                    line("CONTACTS", area, period, Map.of(), new Told.Exact(12_345), null, goal("15000", Unit.COUNT)));
            lines.add(line("CONTACTS", area, period, Map.of(Dimension.SEX, "FEMALE"), FEW, null, null));
            lines.add(line(
                    "CONTACTS", area, period, Map.of(Dimension.SEX, "MALE"), new Told.LeftOut(Range.ANY), null, null));
            lines.add(line("PERSONS_REACHED", area, period, Map.of(), new Told.Few(new Range(1, 7)), null, null));
            lines.add(line("KP-1d", area, period, Map.of(), ROUNDED, entered(1_500), goal("60.5", Unit.PERCENT)));
            lines.add(line("KP-4", area, period, Map.of(), new Told.Exact(100_000), entered(1_500), null));
            lines.add(line("HTS-3d", area, period, Map.of(), FEW, entered(1_500), null));
            lines.add(line("HTS.2", area, period, Map.of(), new Told.Exact(0), counted(new Told.Exact(0)), null));
            lines.add(line(
                    "HTS.3", area, period, Map.of(), new Told.Exact(9), counted(new Told.LeftOut(Range.ANY)), null));
            lines.add(line("PRV.13", area, period, Map.of(), null, null, null));
        }
        return lines;
    }

    /** A restatement: a total that was counted anew, beside figures of every kind that are as in an earlier report. */
    static ExportTable restatement(String language) {
        var lines = new ArrayList<Line>();
        lines.add(count("CONTACTS", new Told.Exact(10)));
        var told = Map.of(
                "FEMALE", new Told.Exact(0), "MALE", ROUNDED, "OTHER", FEW, "NOT_KNOWN", new Told.LeftOut(Range.ANY));
        new TreeMap<>(told)
                .forEach((sex, is) -> lines.add(
                        asTold(line("CONTACTS", COUNTRY, QUARTER, Map.of(Dimension.SEX, sex), is, null, null), true)));
        lines.add(asTold(
                line(
                        "HTS.2",
                        COUNTRY,
                        QUARTER,
                        Map.of(),
                        new Told.Exact(30),
                        new Denominator(new Told.Exact(20), null, true),
                        null),
                false));
        return table(head(QUARTER, 2, language), lines);
    }

    private static Line asTold(Line line, boolean isNumeratorAsTold) {
        return new Line(
                line.definition(),
                line.area(),
                line.period(),
                line.groups(),
                line.numerator(),
                line.denominator(),
                line.target(),
                isNumeratorAsTold);
    }

    static byte[] write(Format format, ExportTable table, List<ExportTable> earlier) {
        var out = new ByteArrayOutputStream();
        try {
            format.write(table, earlier, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] write(Format format, ExportTable table) {
        return write(format, table, List.of());
    }
}
