package org.outreachsync.export.format;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition;

/**
 * The sheet that says what the figures are, who publishes them, what the flags mean, and where definitions come from.
 */
final class Explanation {

    private static final List<Integer> WIDTHS = List.of(24, 40, 70, 12, 50);

    private final ExportTable table;
    private final Texts texts;

    Explanation(ExportTable table, Texts texts) {
        this.table = table;
        this.texts = texts;
    }

    void write(XlsxFile file) throws IOException {
        var sheet = file.sheet(texts.get("sheet.explanation"), WIDTHS, List.of());
        about(sheet);
        flags(sheet);
        definitions(sheet);
        sources(sheet, "denominators", Explanation::denominator);
        sources(sheet, "targets", Explanation::target);
        sheet.finish();
    }

    private void about(XlsxSheet sheet) {
        var head = table.head();
        sheet.title(List.of(head.titleText()));
        var period = head.period();
        about(sheet, "publisher", head.publisher());
        about(sheet, "dataset", head.dataSet());
        about(sheet, "destination", head.destination());
        about(sheet, "period", texts.get("period.days", period.text(), period.from(), period.to()));
        about(
                sheet,
                "revision",
                texts.get(head.revision() == 1 ? "revision.first" : "revision.later", head.revision()));
        about(sheet, "counted", texts.time(head.counted()));
        about(sheet, "state", texts.get(head.isProvisional() ? "provisional" : "final"));
        about(sheet, "protection", head.protection().in(head.language(), ""));
        var onlyEnglish = new OnlyEnglish(table, texts).parts();
        if (!onlyEnglish.isEmpty()) {
            about(sheet, "only_english", onlyEnglish);
        }
        int asTold = table.asToldLines();
        if (asTold > 0) {
            about(sheet, "as_told", texts.get("as_told", asTold, table.lines().size()));
        }
    }

    private void about(XlsxSheet sheet, String key, String text) {
        sheet.wrapped(List.of(texts.get("about." + key), text));
    }

    private void flags(XlsxSheet sheet) {
        sheet.wrapped(List.of());
        sheet.title(List.of(texts.get("flags")));
        for (var flag : Flag.values()) {
            if (flag == Flag.AS_TOLD && table.asToldLines() == 0) {
                continue;
            }
            sheet.wrapped(List.of(flag.word(), texts.get("flag." + flag.name())));
        }
        sheet.wrapped(List.of(TidyColumns.TOTAL, texts.get("total")));
    }

    private void definitions(XlsxSheet sheet) {
        sheet.wrapped(List.of());
        sheet.title(List.of(
                texts.get("column.indicator"),
                texts.get("column.name"),
                texts.get("definition"),
                texts.get("column.definition_version"),
                texts.get("source")));
        var language = table.head().language();
        for (var definition : table.definitions()) {
            sheet.wrapped(List.of(
                    definition.code(),
                    definition.labels().in(language, definition.code()),
                    definition.definition().in(language, ""),
                    Integer.toString(definition.version()),
                    source(definition)));
        }
    }

    private static String source(Definition definition) {
        var source = definition.source();
        return source == null ? "" : publication(source) + ". " + source.where();
    }

    /** Title, year and part of a publication. */
    static String publication(Definition.Source source) {
        return source.title()
                + (source.year() == null ? "" : " (" + source.year() + ")")
                + (source.at().isEmpty() ? "" : ", " + source.at());
    }

    private void sources(XlsxSheet sheet, String key, Function<Line, @Nullable List<String>> source) {
        var rows = new LinkedHashSet<List<String>>();
        for (var line : table.lines()) {
            var row = source.apply(line);
            if (row != null) {
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            sheet.wrapped(List.of());
            sheet.title(
                    List.of(texts.get("column.indicator"), texts.get("column.period"), texts.get("sources." + key)));
            rows.forEach(sheet::wrapped);
        }
    }

    private static @Nullable List<String> denominator(Line line) {
        var denominator = line.denominator();
        var entered = denominator == null ? null : denominator.entered();
        return entered == null ? null : List.of(line.definition().code(), entered.period(), entered.source());
    }

    private static @Nullable List<String> target(Line line) {
        var target = line.target();
        return target == null
                ? null
                : List.of(line.definition().code(), target.period().text(), target.source());
    }
}
