package org.outreachsync.export.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** A mapping of a small monthly form, and tables for it. */
final class Mappings {

    static final Catalogue CATALOGUE = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
    static final Period MONTH = Period.parse("202610");
    static final Area OSH = Area.of("site:OSH-1");
    static final Area TOKMOK = Area.of("site:TOKMOK-1");
    static final Told LEFT_OUT = new Told.LeftOut(Range.ANY);

    static final String DOCUMENT = """
            version: 3
            default_combo: dfltCombo01
            data_sets:
              MONTHLY: {data_set: dsMonthly01}
            org_units:
              "site:OSH-1": ouOshSite01
              "site:TOKMOK-1": ouTokmokSt1
            disaggregations:
              gender:
                by: [sex]
                cells:
                  FEMALE: cfFemaleCom
                  MALE: cmMaleCombo
                  TRANSGENDER_WOMAN+TRANSGENDER_MAN+OTHER: coOtherComb
                left_out: [UNKNOWN]
            figures:
              - {data_set: MONTHLY, indicator: CONTACTS, data_element: deContacts1}
              - {data_set: MONTHLY, indicator: HTS.3, data_element: dePositive1, disaggregation: gender}
              - {data_set: MONTHLY, indicator: HTS.3, count: denominator, data_element: deTested001, note: Persons}
            """;

    private static final List<String> SEXES =
            List.of("FEMALE", "MALE", "TRANSGENDER_WOMAN", "TRANSGENDER_MAN", "OTHER", "UNKNOWN");

    private Mappings() {}

    static Mapping mapping() {
        return MappingReader.read("mapping.yaml", DOCUMENT);
    }

    static Line line(Area area, String code, Map<Dimension, String> groups, @Nullable Told told, @Nullable Told of) {
        var definition = Objects.requireNonNull(CATALOGUE.definitions().get(code), code);
        return new Line(
                definition,
                area,
                MONTH,
                new TreeMap<>(groups),
                told,
                of == null ? null : new Line.Denominator(of, null),
                null);
    }

    static Told exactly(long count) {
        return new Told.Exact(count);
    }

    /** Positive tests by sex, in the order of the code list. */
    static List<Line> positives(Area area, Told... told) {
        return IntStream.range(0, told.length)
                .mapToObj(at -> line(area, "HTS.3", Map.of(Dimension.SEX, SEXES.get(at)), told[at], exactly(50)))
                .toList();
    }

    /** Every line that the mapping asks for. */
    static List<Line> lines(Area area, Told contacts, Told... positives) {
        var lines = new ArrayList<Line>();
        lines.add(line(area, "CONTACTS", Map.of(), contacts, null));
        lines.add(line(area, "HTS.3", Map.of(), exactly(9), exactly(100)));
        lines.addAll(positives(area, positives));
        return lines;
    }

    static List<Line> usual(Area area) {
        return lines(area, exactly(321), exactly(4), exactly(5), exactly(1), exactly(2), exactly(0), exactly(7));
    }

    static ExportTable table(Line... lines) {
        return table(MONTH, Arrays.asList(lines));
    }

    static ExportTable table(Period period, List<Line> lines) {
        var title = new LocalizedText(Map.of("en", "Monthly"), Set.of());
        var head = new ExportTable.Head(
                "Network",
                "MOH",
                "MONTHLY",
                title,
                period,
                1,
                Instant.parse("2026-11-03T04:05:06Z"),
                false,
                title,
                "en");
        return new ExportTable(head, new TreeMap<>(), lines);
    }
}
