package org.outreachsync.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.answer.Figures.Value;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorAnswer.Completeness;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Writes the answer of an indicator as RFC 4180 CSV in UTF-8: a heading, then one line for each row of the breakdown,
 * or one for the whole. The columns depend on the question only. A field is empty if its line has no such figure; a row
 * never repeats a value of the whole.
 */
public final class IndicatorCsv {

    /** The media type of the format. */
    public static final String MEDIA_TYPE = "text/csv";

    private static final List<String> WHOLE = List.of("code", "definition_version", "period", "from", "to");
    private static final List<String> FIGURES = List.of("numerator", "denominator", "value");
    private static final List<String> BESIDE = List.of(
            "contacts",
            "denominator_source",
            "denominator_year",
            "denominator_period",
            "target",
            "target_unit",
            "target_period",
            "previous_value",
            "benchmarks",
            "provisional",
            "usual_period",
            "late",
            "tablets_not_synced");

    private final IndicatorAnswer answer;
    private final Map<Map<Dimension, String>, Value> previous = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private IndicatorCsv(IndicatorAnswer answer) {
        this.answer = answer;
        var before = answer.previous();
        // A month has no row of its own in the period before.
        if (before != null && !answer.dimensions().contains(Dimension.MONTH)) {
            for (var row : before.rows()) {
                var value = row.figures().value();
                if (value != null) {
                    previous.put(row.labels(), value);
                }
            }
        }
    }

    /** The text of the file. */
    public static byte[] of(IndicatorAnswer answer) {
        return new IndicatorCsv(answer).write().getBytes(StandardCharsets.UTF_8);
    }

    private String write() {
        var columns = new ArrayList<>(WHOLE);
        answer.dimensions().stream().map(Dimension::word).forEach(columns::add);
        columns.addAll(FIGURES);
        columns.addAll(BESIDE);
        line(new CsvLine().texts(columns));
        if (answer.dimensions().isEmpty()) {
            line(whole());
        } else {
            answer.rows().stream().map(this::row).forEach(this::line);
        }
        return text.toString();
    }

    private void line(CsvLine line) {
        text.append(line);
    }

    private CsvLine whole() {
        var before = answer.previous();
        var line = begin();
        figures(line, answer.whole(), before == null ? null : before.whole().value());
        return end(line, answer.provisional(), answer.usualPeriod(), answer.late(), notSyncedAnywhere());
    }

    private CsvLine row(Row row) {
        var line = begin();
        answer.dimensions().forEach(dimension -> line.text(row.labels().get(dimension)));
        figures(line, row.figures(), previous.get(row.labels()));
        // Values that depend on the days only apply to rows, too, unless the rows are months.
        var month = row.month();
        return end(
                line,
                month == null ? answer.provisional() : month.provisional(),
                month == null ? answer.usualPeriod() : month.usualPeriod(),
                row.late(),
                notSynced(row));
    }

    private CsvLine begin() {
        var period = answer.period();
        return new CsvLine()
                .text(answer.definition().code())
                .number((long) answer.definition().version())
                .text(period.text())
                .text(period.from().toString())
                .text(period.to().toString());
    }

    private static void figures(CsvLine line, Figures figures, @Nullable Value before) {
        var denominator = figures.denominator();
        var entered = denominator == null ? null : denominator.entered();
        var target = figures.target();
        line.number(figures.numerator()).number(denominator == null ? null : denominator.value());
        value(line, figures.value());
        line.number(figures.contacts())
                .text(entered == null ? null : entered.source())
                .number(entered == null ? null : (long) entered.year())
                .text(entered == null ? null : entered.period())
                .number(target == null ? null : target.value())
                .text(target == null ? null : target.unit().name())
                .text(target == null ? null : target.period().text());
        value(line, before);
    }

    private CsvLine end(
            CsvLine line, boolean provisional, boolean usualPeriod, @Nullable Long late, @Nullable Long notSynced) {
        return line.text(usualPeriod ? benchmarks() : null)
                .flag(provisional)
                .flag(usualPeriod)
                .number(late)
                .number(notSynced);
    }

    private static void value(CsvLine line, @Nullable Value value) {
        switch (value) {
            case Value.Count(long count) -> line.number(count);
            case Value.Quotient(double quotient) -> line.fraction(quotient);
            case null -> line.text(null);
        }
    }

    /** In ascending order, separated by blanks, because their number varies. */
    private String benchmarks() {
        return answer.benchmarks().stream()
                .map(one -> Integer.toString(one.value()))
                .collect(Collectors.joining(" "));
    }

    /** Counts the tablets of a row's site, or of all sites if the row is about all of them. */
    private @Nullable Long notSynced(Row row) {
        var site = row.labels().get(Dimension.SITE);
        if (site == null) {
            return Collections.disjoint(answer.dimensions(), Dimension.OF_RECORDS) ? notSyncedAnywhere() : null;
        }
        var completeness = answer.dimensions().contains(Dimension.MONTH)
                ? null
                : answer.completeness().get(site);
        return completeness == null ? null : Long.valueOf(completeness.notSynced());
    }

    private long notSyncedAnywhere() {
        return answer.completeness().values().stream()
                .mapToLong(Completeness::notSynced)
                .sum();
    }
}
