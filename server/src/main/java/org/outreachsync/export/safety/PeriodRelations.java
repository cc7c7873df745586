package org.outreachsync.export.safety;

import java.util.Arrays;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.People;

/**
 * What holds between months, quarters and years of one count. Amounts and events add up; a person may come in several
 * months; a status at the end of a quarter is that at the end of its last month.
 */
final class PeriodRelations {

    private final Kin kin;
    private final Cells cells;

    private PeriodRelations(Kin kin) {
        this.kin = kin;
        this.cells = kin.cells();
    }

    static void addTo(Kin kin) {
        var relations = new PeriodRelations(kin);
        var cells = kin.cells();
        var blocks = kin.by(
                cell -> Cells.key(cells.subject(cell), cells.areas().place(cells.area(cell)), cells.group(cell)));
        for (int block = 0; block < blocks.count(); block++) {
            relations.add(blocks.cells(block));
        }
    }

    private Period period(int cell) {
        return cells.areas().period(cells.area(cell));
    }

    private void add(int[] block) {
        for (int whole : block) {
            int months = period(whole).wholeMonths();
            Arrays.stream(block)
                    .map(part -> period(part).wholeMonths())
                    .filter(shorter -> shorter < months)
                    .distinct()
                    .forEach(shorter -> add(whole, parts(whole, shorter, block)));
        }
    }

    private int[] parts(int whole, int months, int[] block) {
        var period = period(whole);
        return Arrays.stream(block)
                .filter(part -> period(part).wholeMonths() == months)
                .filter(part -> !period(part).from().isBefore(period.from()))
                .filter(part -> !period(part).to().isAfter(period.to()))
                .toArray();
    }

    private void add(int whole, int[] parts) {
        if (parts.length == 0) {
            return;
        }
        var quantity = cells.quantity(whole);
        if (isAtTheEnd(quantity)) {
            Arrays.stream(parts)
                    .filter(part -> period(part).to().equals(period(whole).to()))
                    .forEach(part -> kin.sum(whole, part));
            return;
        }
        int covered =
                Arrays.stream(parts).map(part -> period(part).wholeMonths()).sum();
        boolean isAll = covered == period(whole).wholeMonths();
        if (quantity.addsUp() && isAll) {
            kin.sum(whole, parts);
        } else if (quantity.addsUp()) {
            kin.within(parts, whole);
        } else {
            kin.eachWithin(parts, whole);
            if (isAll) {
                kin.cover(whole, parts);
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
