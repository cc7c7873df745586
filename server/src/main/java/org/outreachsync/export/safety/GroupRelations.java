package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * What holds between the breakdowns of one count: the groups of a finer one add up to those of a coarser one. Groups by
 * substance do not add up, but none is more than the whole.
 */
final class GroupRelations {

    private static final int AGE = GroupNumbers.bit(Dimension.AGE);

    private final Kin kin;
    private final Cells cells;
    private final GroupNumbers groups;

    private GroupRelations(Kin kin) {
        this.kin = kin;
        this.cells = kin.cells();
        this.groups = cells.groups();
    }

    static void addTo(Kin kin) {
        var relations = new GroupRelations(kin);
        var cells = kin.cells();
        var blocks = kin.by(cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        for (int block = 0; block < blocks.count(); block++) {
            relations.add(blocks.cells(block));
        }
    }

    private void add(int[] block) {
        var there = cells.byBreakdown(block);
        var breakdowns = List.copyOf(there.keySet());
        for (var fine : breakdowns) {
            for (var coarse : breakdowns) {
                boolean isNext = groups.refines(fine, coarse)
                        && breakdowns.stream()
                                .noneMatch(between -> groups.refines(fine, between) && groups.refines(between, coarse));
                if (isNext) {
                    nested(fine, coarse, there);
                }
            }
        }
        for (int one = 0; one < breakdowns.size(); one++) {
            for (int other = one + 1; other < breakdowns.size(); other++) {
                beside(breakdowns.get(one), breakdowns.get(other), there);
            }
        }
    }

    private void nested(Breakdown fine, Breakdown coarse, Map<Breakdown, List<Integer>> there) {
        var parts = projected(there.getOrDefault(fine, List.of()), coarse);
        for (int whole : there.getOrDefault(coarse, List.of())) {
            var own = numbers(parts.getOrDefault(cells.group(whole), List.of()));
            if (fine.addsUpTo(coarse)) {
                kin.sum(whole, own);
            } else if (cells.quantity(whole).addsUp()) {
                kin.eachWithin(own, whole);
            }
        }
    }

    /** Two breakdowns that share dimensions agree on what they share, even if that is not told by itself. */
    private void beside(Breakdown one, Breakdown other, Map<Breakdown, List<Integer>> there) {
        int shared = one.by() & other.by();
        boolean isSameScheme = (shared & AGE) == 0 || one.ageScheme().equals(other.ageScheme());
        boolean isNested = groups.refines(one, other) || groups.refines(other, one);
        boolean isTold = there.keySet().stream().anyMatch(between -> between.by() == shared);
        if (one.isBySubstance() || other.isBySubstance() || isNested || isTold || !isSameScheme) {
            return;
        }
        var onto = new Breakdown(shared, one.ageScheme());
        var others = projected(there.getOrDefault(other, List.of()), onto);
        projected(there.getOrDefault(one, List.of()), onto).forEach((group, own) -> {
            var same = others.get(group);
            if (same != null) {
                kin.same(numbers(own), numbers(same));
            }
        });
    }

    /** Cells by what is left of their groups in a coarser breakdown. */
    private Map<Integer, List<Integer>> projected(List<Integer> fine, Breakdown coarse) {
        var found = new LinkedHashMap<Integer, List<Integer>>();
        for (int cell : fine) {
            found.computeIfAbsent(groups.projected(cells.group(cell), coarse), unseen -> new ArrayList<>())
                    .add(cell);
        }
        return found;
    }

    private static int[] numbers(List<Integer> some) {
        return some.stream().mapToInt(Integer::intValue).toArray();
    }
}
