package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.outreachsync.indicator.cell.Cell;

/**
 * What a question is about: sites over days, and a funding source or all. Whole months come from memory; of a month that is only partly asked for the
 * days come from the store, once for a question.
 *
 * @param project the number of the funding source, or -1 for all
 */
record Selection(Cube cube, List<Stretch> stretches, int project, Map<Stretch, Map<Long, Cell>> days) {

    static final int ALL_PROJECTS = -1;

    Selection(Cube cube, List<Stretch> stretches, int project) {
        this(cube, stretches, project, new HashMap<>());
    }

    Selection of(List<Stretch> part) {
        return new Selection(cube, part, project, days);
    }

    Selection of(int funding) {
        return new Selection(cube, stretches, funding, days);
    }

    Selection within(LocalDate from, LocalDate to) {
        return of(stretches.stream().map(stretch -> stretch.within(from, to)).filter(Objects::nonNull).toList());
    }

    /** These sites over other days. */
    Selection over(LocalDate from, LocalDate to) {
        return of(stretches.stream().map(Stretch::site).distinct().map(site -> new Stretch(site, from, to)).toList());
    }

    boolean has(int funding) {
        return project == ALL_PROJECTS || project == funding;
    }

    /** All cells that together are the selection: months where they are whole, else days. */
    void forEach(Consumer<Cell> consumer) {
        for (var stretch : stretches) {
            var months = cube.months(stretch.site()).subMap(YearMonth.from(stretch.from()), true, YearMonth.from(stretch.to()), true);
            months.forEach((month, held) -> {
                if (stretch.covers(month)) {
                    consumer.accept(held.cell());
                } else {
                    days(Objects.requireNonNull(stretch.within(month.atDay(1), month.atEndOfMonth()))).values().forEach(consumer);
                }
            });
        }
    }

    /**
     * All months of the sites that may hold something of these days.
     *
     * @param anyMonth whether a month may hold something of other days than its own
     */
    void forEachMonth(boolean anyMonth, BiConsumer<Stretch, Cell> consumer) {
        for (var stretch : stretches) {
            var months = cube.months(stretch.site());
            var held = anyMonth ? months : months.subMap(YearMonth.from(stretch.from()), true, YearMonth.from(stretch.to()), true);
            held.values().forEach(month -> consumer.accept(stretch, month.cell()));
        }
    }

    private Map<Long, Cell> days(Stretch part) {
        return days.computeIfAbsent(part, asked -> cube.days(asked.site(), asked.from().toEpochDay(), asked.to().toEpochDay()));
    }

    /** The funding sources under which persons were counted. */
    List<Integer> projects() {
        var found = stretches.stream()
                .flatMap(stretch -> cube.months(stretch.site()).values().stream())
                .flatMap(held -> held.cell().persons().keySet().stream())
                .map(Cell.PersonSet::project)
                .filter(this::has)
                .collect(Collectors.toSet());
        return found.stream().sorted().toList();
    }
}
