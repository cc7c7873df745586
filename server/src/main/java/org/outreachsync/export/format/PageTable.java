package org.outreachsync.export.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** The table of figures on a page, with a small chart in each line. */
final class PageTable {

    static final float LEFT = 36;
    static final float RIGHT = 559;

    private static final float SIZE = 7.5f;
    private static final float GAP = 2;
    private static final float NAME_WIDTH = 220;
    private static final float VALUE_RIGHT = 305;
    private static final float PARTS_RIGHT = 382;
    private static final float TARGET_RIGHT = 435;
    private static final float PREVIOUS_RIGHT = 487;
    private static final float CHART_LEFT = 495;
    private static final float CHART_HEIGHT = 8;
    /** The most groups that a row names. */
    private static final int NAMED_MAX = 20;

    private static final float NOW = 0.25f;
    private static final float BEFORE = 0.65f;

    private final ExportTable table;
    private final Texts texts;
    private final PageNumber numbers;
    private final PageFont regular;
    private final PageFont bold;
    private final boolean isOneArea;

    PageTable(ExportTable table, Texts texts, PageFont regular, PageFont bold) {
        this.table = table;
        this.texts = texts;
        this.numbers = new PageNumber(texts);
        this.regular = regular;
        this.bold = bold;
        this.isOneArea = PageChoice.areas(table).size() == 1;
    }

    /** The height of the headings. */
    static float headHeight() {
        return SIZE * PageCanvas.LEADING + GAP;
    }

    /** The height of a row. */
    float height(PageRow row) {
        return name(row).size() * SIZE * PageCanvas.LEADING + GAP;
    }

    /** Draws the headings and these rows, and returns the lower edge. */
    float draw(PageCanvas canvas, float top, List<PageRow> rows, Trend trend) throws IOException {
        float baseline = top - SIZE;
        canvas.text(bold, SIZE, LEFT, baseline, bold.clean(texts.get("page.indicator")));
        canvas.cell(bold, SIZE, VALUE_RIGHT, baseline, texts.get("page.value"));
        canvas.cell(bold, SIZE, PARTS_RIGHT, baseline, texts.get("page.parts"));
        canvas.cell(bold, SIZE, TARGET_RIGHT, baseline, texts.get("page.target"));
        if (!trend.periods().isEmpty()) {
            canvas.cell(bold, SIZE, PREVIOUS_RIGHT, baseline, texts.get("page.previous"));
            canvas.text(bold, SIZE, CHART_LEFT, baseline, " " + bold.clean(texts.get("page.trend")));
        }
        float edge = top - headHeight();
        canvas.rule(LEFT, RIGHT, edge + GAP / 2);
        for (var row : rows) {
            draw(canvas, edge, row, trend);
            edge -= height(row);
        }
        canvas.rule(LEFT, RIGHT, edge + GAP / 2);
        return edge;
    }

    private void draw(PageCanvas canvas, float top, PageRow row, Trend trend) throws IOException {
        var line = row.first();
        float baseline = top - SIZE;
        var unit = Figure.unit(line.definition());
        canvas.lines(regular, SIZE, LEFT, top, name(row));
        canvas.cell(bold, SIZE, VALUE_RIGHT, baseline, numbers.figure(Figure.value(line), unit));
        if (line.definition().denominator() != null) {
            var parts = numbers.figure(Figure.numerator(line), Unit.COUNT) + " / "
                    + numbers.figure(Figure.denominator(line), Unit.COUNT);
            canvas.cell(regular, SIZE, PARTS_RIGHT, baseline, parts);
        }
        var target = line.target();
        if (target != null) {
            canvas.cell(regular, SIZE, TARGET_RIGHT, baseline, numbers.number(target.value(), target.unit()));
        }
        var before = trend.of(line);
        if (!before.isEmpty() && table.isOfWholePeriod(line)) {
            canvas.cell(regular, SIZE, PREVIOUS_RIGHT, baseline, numbers.figure(before.getLast(), unit));
            chart(
                    canvas,
                    baseline - 1,
                    Stream.concat(before.stream(), Stream.of(Figure.value(line)))
                            .toList());
        }
    }

    private void chart(PageCanvas canvas, float bottom, List<Figure> figures) throws IOException {
        var highest = figures.stream()
                .map(Figure::number)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
        float step = (RIGHT - CHART_LEFT) / (Trend.PERIODS_MAX + 1);
        for (int at = 0; at < figures.size(); at++) {
            var figure = figures.get(at);
            float left = CHART_LEFT + at * step;
            if (figure.number() != null && highest.signum() > 0) {
                float height = (float) (figure.number().doubleValue() / highest.doubleValue()) * CHART_HEIGHT;
                canvas.bar(left, bottom, step - 1, height, at == figures.size() - 1 ? NOW : BEFORE);
            } else if (figure.mask() != null) {
                canvas.cross(left + 1, bottom + 1, step - 3);
            }
        }
        canvas.rule(CHART_LEFT, CHART_LEFT + figures.size() * step - 1, bottom);
    }

    /** The name of the indicator, then what of it the row is about. */
    private List<String> name(PageRow row) {
        var line = row.first();
        var definition = line.definition();
        var language = table.head().language();
        var name = Stream.of(
                        Stream.of(definition.labels().in(language, definition.code()) + " (" + definition.code() + ")"),
                        groups(row),
                        Stream.of(
                                table.isOfWholePeriod(line) ? "" : line.period().text()),
                        Stream.of(isOneArea ? "" : texts.area(table, line.area())))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return regular.wrap(name, SIZE, NAME_WIDTH);
    }

    private Stream<String> groups(PageRow row) {
        if (row.lines().size() == 1) {
            return row.first().groups().entrySet().stream()
                    .map(group -> dimension(group.getKey()) + ": " + table.label(group.getKey(), group.getValue()));
        }
        var dimensions =
                row.first().groups().keySet().stream().map(this::dimension).collect(Collectors.joining(", "));
        var named = row.lines().stream()
                .limit(NAMED_MAX)
                .map(line -> line.groups().entrySet().stream()
                        .map(group -> table.label(group.getKey(), group.getValue()))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
        int more = row.lines().size() - NAMED_MAX;
        return Stream.of(dimensions + ": " + (more > 0 ? texts.get("page.more", named, more) : named));
    }

    private String dimension(Dimension dimension) {
        return texts.get("column." + dimension.word());
    }
}
