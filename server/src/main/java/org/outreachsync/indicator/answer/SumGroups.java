package org.outreachsync.indicator.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Side.Only;
import org.outreachsync.indicator.cell.Breakdown;

/** Adds up sums by what they are broken down by. */
final class SumGroups {

    private final Labels labels;

    SumGroups(Labels labels) {
        this.labels = labels;
    }

    Map<Group, Long> add(List<String> measures, Selection selection, Only only, Group within, Set<Dimension> by) {
        var byKey = new HashMap<Long, Long>();
        long mask = mask(by);
        selection.forEach(cell -> {
            for (var measure : measures) {
                var sums = cell.sums(measure);
                if (sums != null) {
                    sums.forEach((key, value) -> {
                        if (selection.has(Breakdown.project(key)) && (only.sexes().isEmpty() || only.sexes().contains(Breakdown.sex(key)))) {
                            byKey.merge(key & mask, value, Long::sum);
                        }
                    });
                }
            }
        });
        var groups = new HashMap<Group, Long>();
        byKey.forEach((key, value) -> groups.merge(group(key, within, by), value, Long::sum));
        return groups;
    }

    /** The bits of the packed form that matter. */
    private static long mask(Set<Dimension> by) {
        int all = -1;
        return new Breakdown(
                        by.contains(Dimension.SEX) ? all & 0xff : 0,
                        by.contains(Dimension.AGE) ? all & 0xff : 0,
                        by.contains(Dimension.MODE) ? all & 0x3fff : 0,
                        by.contains(Dimension.PROJECT) ? all & 0xffff : 0,
                        by.contains(Dimension.COMMODITY) ? all & 0x3fff : 0)
                .packed();
    }

    private Group group(long key, Group within, Set<Dimension> by) {
        var of = Breakdown.of(key);
        var group = within;
        for (var dimension : by) {
            group = switch (dimension) {
                case SEX -> group.with(dimension, labels.sex(of.sex()));
                case AGE -> group.with(dimension, labels.ageBand(of.ageBand()));
                case MODE -> group.with(dimension, labels.code("mode", of.mode()));
                case PROJECT -> group.with(dimension, Labels.number(of.project()));
                case COMMODITY -> group.with(dimension, labels.code("commodity", of.commodity()));
                default -> group;
            };
        }
        return group;
    }
}
