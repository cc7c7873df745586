package org.outreachsync.export.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;

/** The columns of tidy data, which depend on the head and the dimensions of a table only. */
final class TidyColumns {

    /** The code of everybody in a dimension: the code of totals in SDMX. */
    static final String TOTAL = "_T";

    private static final int NARROW = 10;
    private static final int MIDDLE = 16;
    private static final int WIDE = 40;

    private final ExportTable table;
    private final Texts texts;
    private final UnaryOperator<String> heading;
    private final List<Column> columns = new ArrayList<>();

    private TidyColumns(ExportTable table, Texts texts, UnaryOperator<String> heading) {
        this.table = table;
        this.texts = texts;
        this.heading = heading;
    }

    /** The columns for programs: named in English whatever the language, and with the limits of masked counts. */
    static List<Column> forPrograms(ExportTable table, Texts texts) {
        return new TidyColumns(table, texts, UnaryOperator.identity()).all(true);
    }

    /** The columns for people, who read the limits in the masks. */
    static List<Column> forPeople(ExportTable table, Texts texts) {
        return new TidyColumns(table, texts, name -> texts.get("column." + name)).all(false);
    }

    private List<Column> all(boolean withLimits) {
        var head = table.head();
        add("indicator", MIDDLE, line -> Cell.text(line.definition().code()));
        add(
                "name",
                WIDE,
                line -> Cell.text(line.definition()
                        .labels()
                        .in(head.language(), line.definition().code())));
        add("definition_version", NARROW, line -> Cell.count(line.definition().version()));
        add("area_level", NARROW, line -> Cell.text(line.area().level().name().toLowerCase(Locale.ROOT)));
        add("area", MIDDLE, line -> Cell.text(line.area().code()));
        add("area_name", MIDDLE, line -> Cell.text(table.areaName(line.area())));
        add("period", NARROW, line -> Cell.text(line.period().text()));
        add("from", NARROW, line -> new Cell.Day(line.period().from()));
        add("to", NARROW, line -> new Cell.Day(line.period().to()));
        table.dimensions().forEach(this::dimension);
        add("unit", NARROW, line -> Cell.text(Figure.unit(line.definition()).name()));
        figure("numerator", Figure::numerator, withLimits);
        figure("denominator", Figure::denominator, withLimits);
        figure("value", Figure::value, false);
        target();
        denominatorSource();
        same("revision", NARROW, Cell.count(head.revision()));
        same("counted", MIDDLE, Cell.text(withLimits ? head.counted().toString() : texts.time(head.counted())));
        same("provisional", NARROW, Cell.text(Boolean.toString(head.isProvisional())));
        return List.copyOf(columns);
    }

    private void add(String name, int width, Function<Line, Cell> cell) {
        columns.add(new Column(heading.apply(name), width, cell));
    }

    /** A column with the same content in all lines. */
    private void same(String name, int width, Cell cell) {
        add(name, width, line -> cell);
    }

    private void dimension(Dimension dimension) {
        var everybody = Cell.text(texts.get("everybody"));
        add(dimension.word(), NARROW, line -> Cell.text(line.groups().getOrDefault(dimension, TOTAL)));
        add(dimension.word() + "_name", MIDDLE, line -> {
            var code = line.groups().get(dimension);
            return code == null ? everybody : Cell.text(table.label(dimension, code));
        });
    }

    private void figure(String name, Function<Line, Figure> figure, boolean withLimits) {
        add(name, NARROW, figure.andThen(Cell::figure));
        add(name + "_flag", NARROW, line -> Cell.text(figure.apply(line).flag().word()));
        if (withLimits) {
            add(name + "_min", NARROW, line -> limit(figure.apply(line).range(), Range::least));
            add(name + "_max", NARROW, line -> limit(figure.apply(line).range(), Range::most));
        }
    }

    private static Cell limit(@Nullable Range range, Function<Range, Long> end) {
        return Cell.count(range == null ? null : end.apply(range));
    }

    private void target() {
        add(
                "target",
                NARROW,
                target(goal ->
                        goal.value().scale() <= 0 ? new Cell.Count(goal.value()) : new Cell.Fraction(goal.value())));
        add("target_unit", NARROW, target(goal -> Cell.text(goal.unit().name())));
        add("target_period", NARROW, target(goal -> Cell.text(goal.period().text())));
        add("target_source", MIDDLE, target(goal -> Cell.text(goal.source())));
    }

    private static Function<Line, Cell> target(Function<Entered.Goal, Cell> cell) {
        return line -> line.target() == null ? Cell.BLANK : cell.apply(line.target());
    }

    private void denominatorSource() {
        add("denominator_source", MIDDLE, entered(figure -> Cell.text(figure.source())));
        add("denominator_period", NARROW, entered(figure -> Cell.text(figure.period())));
        add("denominator_year", NARROW, entered(figure -> Cell.count(figure.year())));
    }

    private static Function<Line, Cell> entered(Function<Entered.Figure, Cell> cell) {
        return line -> {
            var denominator = line.denominator();
            return denominator == null || denominator.entered() == null
                    ? Cell.BLANK
                    : cell.apply(denominator.entered());
        };
    }
}
