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
    private static final int SUBSTANCE = GroupNumbers.bit(Dimension.SUBSTANCE);

    private final Kin kin;
    private final Cells cells;
    private final GroupNumbers groups;

    private GroupRelations(Kin kin) {
        this.kin = kin;
        this.cells = kin.cells();
        this.groups = cells.groups();
    }

    /**
     * The cells of one breakdown.
     *
     * @param by its dimensions, as a set of bits
     */
    private record Breakdown(int by, String ageScheme, List<Integer> cells) {

        boolean has(int dimensions) {
            return (by & dimensions) == dimensions;
        }

        boolean refines(Breakdown other) {
            boolean isSameScheme = !other.has(AGE) || ageScheme.equals(other.ageScheme);
            return by != other.by && has(other.by) && isSameScheme;
        }
    }

    /** What breakdowns are told apart by. */
    private record Kind(int by, String ageScheme) {}

    static void addTo(Kin kin) {
        var relations = new GroupRelations(kin);
        var cells = kin.cells();
        var blocks = kin.by(cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        for (int block = 0; block < blocks.count(); block++) {
            relations.add(blocks.cells(block));
        }
    }

    private void add(int[] block) {
        var breakdowns = breakdowns(block);
        for (var fine : breakdowns) {
            for (var coarse : breakdowns) {
                boolean isNext = fine.refines(coarse)
                        && breakdowns.stream().noneMatch(between -> fine.refines(between) && between.refines(coarse));
                if (isNext) {
                    nested(fine, coarse);
                }
            }
        }
        for (int one = 0; one < breakdowns.size(); one++) {
            for (int other = one + 1; other < breakdowns.size(); other++) {
                beside(breakdowns.get(one), breakdowns.get(other), breakdowns);
            }
        }
    }

    private List<Breakdown> breakdowns(int[] block) {
        var found = new LinkedHashMap<Kind, Breakdown>();
        for (int cell : block) {
            int group = cells.group(cell);
            found.computeIfAbsent(
                            new Kind(groups.dimensions(group), groups.ageScheme(group)),
                            kind -> new Breakdown(kind.by(), kind.ageScheme(), new ArrayList<>()))
                    .cells()
                    .add(cell);
        }
        return List.copyOf(found.values());
    }

    private void nested(Breakdown fine, Breakdown coarse) {
        boolean addsUp = fine.has(SUBSTANCE) == coarse.has(SUBSTANCE);
        var parts = projected(fine, coarse.by());
        for (int whole : coarse.cells()) {
            var own = numbers(parts.getOrDefault(cells.group(whole), List.of()));
            if (addsUp) {
                kin.sum(whole, own);
            } else {
                kin.eachWithin(own, whole);
            }
        }
    }

    /** Two breakdowns that share dimensions agree on what they share, even if that is not told by itself. */
    private void beside(Breakdown one, Breakdown other, List<Breakdown> all) {
        int shared = one.by() & other.by();
        boolean isSubstance = one.has(SUBSTANCE) || other.has(SUBSTANCE);
        boolean isSameScheme = (shared & AGE) == 0 || one.ageScheme().equals(other.ageScheme());
        boolean isNested = shared == one.by() || shared == other.by();
        boolean isTold = all.stream().anyMatch(between -> between.by() == shared);
        if (isSubstance || isNested || isTold || !isSameScheme) {
            return;
        }
        var others = projected(other, shared);
        projected(one, shared).forEach((group, own) -> {
            var same = others.get(group);
            if (same != null) {
                kin.same(numbers(own), numbers(same));
            }
        });
    }

    /** The cells of a breakdown by what is left of their groups in some dimensions. */
    private Map<Integer, List<Integer>> projected(Breakdown breakdown, int onto) {
        var found = new LinkedHashMap<Integer, List<Integer>>();
        for (int cell : breakdown.cells()) {
            found.computeIfAbsent(groups.projected(cells.group(cell), onto), unseen -> new ArrayList<>())
                    .add(cell);
        }
        return found;
    }

    private static int[] numbers(List<Integer> some) {
        return some.stream().mapToInt(Integer::intValue).toArray();
    }
}
