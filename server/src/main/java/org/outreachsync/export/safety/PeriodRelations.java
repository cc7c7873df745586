package org.outreachsync.export.safety;

import java.util.List;
import java.util.SortedMap;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.People;
import org.outreachsync.targets.Area;

/**
 * What holds between months, quarters and years of one count. Amounts and events add up; a person may come in several
 * months; a status at the end of a quarter is that at the end of its last month.
 */
final class PeriodRelations {

    private final Cells cells;

    private PeriodRelations(Cells cells) {
        this.cells = cells;
    }

    /** What the cells of several periods have in common. */
    private record Block(
            String quantity,
            String ageScheme,
            int project,
            Area area,
            String scope,
            SortedMap<Dimension, String> groups) {}

    static void addTo(Cells cells) {
        var relations = new PeriodRelations(cells);
        cells.by(one -> new Block(
                        one.key().quantity(),
                        one.key().ageScheme(),
                        one.key().project(),
                        one.key().area(),
                        one.key().scope(),
                        one.key().groups()))
                .values()
                .forEach(relations::add);
    }

    private void add(List<Cells.One> block) {
        for (var whole : block) {
            int months = whole.key().period().wholeMonths();
            block.stream()
                    .map(part -> part.key().period().wholeMonths())
                    .filter(shorter -> shorter < months)
                    .distinct()
                    .forEach(shorter -> add(whole, parts(whole, shorter, block)));
        }
    }

    private static List<Cells.One> parts(Cells.One whole, int months, List<Cells.One> block) {
        var period = whole.key().period();
        return block.stream()
                .filter(part -> part.key().period().wholeMonths() == months)
                .filter(part -> !part.key().period().from().isBefore(period.from()))
                .filter(part -> !part.key().period().to().isAfter(period.to()))
                .toList();
    }

    private void add(Cells.One whole, List<Cells.One> parts) {
        if (parts.isEmpty()) {
            return;
        }
        if (isAtTheEnd(whole.quantity())) {
            parts.stream()
                    .filter(part ->
                            part.key().period().to().equals(whole.key().period().to()))
                    .forEach(part -> cells.sum(whole.name(), List.of(part.name())));
            return;
        }
        int covered = parts.stream()
                .mapToInt(part -> part.key().period().wholeMonths())
                .sum();
        boolean isAll = covered == whole.key().period().wholeMonths();
        var names = parts.stream().map(Cells.One::name).toList();
        if (whole.quantity().addsUp() && isAll) {
            cells.sum(whole.name(), names);
        } else if (whole.quantity().addsUp()) {
            cells.within(names, whole.name());
        } else {
            names.forEach(name -> cells.within(List.of(name), whole.name()));
            if (isAll) {
                cells.cover(whole.name(), names);
            }
        }
    }

    private static boolean isAtTheEnd(Quantity quantity) {
        return quantity.operand() instanceof Operand.Persons(var people) && isAtTheEnd(people);
    }

    private static boolean isAtTheEnd(People people) {
        return switch (people) {
            case People.At at -> true;
            case People.Both(var one, var other) -> isAtTheEnd(one) && isAtTheEnd(other);
            default -> false;
        };
    }
}
