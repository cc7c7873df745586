package org.outreachsync.indicator.cell;

import org.outreachsync.indicator.catalogue.Measure;

/** Adds the amount that a measure counts in one record to a cell. */
final class AmountCounter {

    private AmountCounter() {}

    /**
     * Adds an amount.
     *
     * @param measure the name under which it is counted
     * @throws IllegalStateException for persons, who do not add up
     */
    static void add(
            Cell.Builder cell, String measure, Measure.Amount amount, RecordFields fields, Breakdown breakdown) {
        switch (amount) {
            case Measure.Amount.Events events -> cell.add(measure, breakdown.packed(), 1);
            case Measure.Amount.Sum sum -> cell.add(measure, breakdown.packed(), fields.whole(sum.field()));
            // Stored plus one, so that a level of 0 differs from no level; SumColumn subtracts it.
            case Measure.Amount.Level level -> cell.atLeast(measure, 1 + fields.whole(level.field()));
            case Measure.Amount.Items items ->
                cell.add(
                        measure,
                        breakdown.packed(),
                        items.codes().stream()
                                .filter(code -> fields.hasElement(items.field(), code))
                                .count());
            case Measure.Amount.Days days -> cell.add(measure, breakdown.packed(), days(days, fields));
            case Measure.Amount.Lines lines -> lines(cell, measure, lines, fields, breakdown);
            case Measure.Amount.Persons persons -> throw new IllegalStateException("persons do not add up");
            case Measure.Amount.Unnamed nobody -> throw new IllegalStateException("persons do not add up");
        }
    }

    /** While the two days are corrected one after the other, they may be in the wrong order. */
    private static long days(Measure.Amount.Days days, RecordFields fields) {
        return fields.has(days.from()) && fields.has(days.to())
                ? Math.max(0, fields.whole(days.to()) - fields.whole(days.from()))
                : 0;
    }

    private static void lines(
            Cell.Builder cell, String measure, Measure.Amount.Lines lines, RecordFields fields, Breakdown breakdown) {
        var shown = fields.shown();
        for (int at = shown.firstOf(lines.field()), end = shown.endOf(lines.field()); at < end; at++) {
            var path = shown.pathAt(at);
            if (path.sub() == lines.part() && lines.codes().contains(path.element())) {
                cell.add(
                        measure,
                        breakdown.ofItem(path.element()).packed(),
                        shown.valueAt(at).asLong(0));
            }
        }
    }
}
