package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * What holds between the breakdowns of one count: the groups of a finer one add up to those of a coarser one. Groups by
 * substance do not add up, but none is more than the whole.
 */
final class GroupRelations {

    private final Cells cells;

    private GroupRelations(Cells cells) {
        this.cells = cells;
    }

    /** What the breakdowns of one table have in common. */
    private record Block(String quantity, int project, Area area, String scope, Period period) {}

    /** The cells of one breakdown. */
    private record Breakdown(Set<Dimension> by, String ageScheme, List<Cells.One> cells) {

        boolean refines(Breakdown other) {
            boolean isSameScheme = !other.by.contains(Dimension.AGE) || ageScheme.equals(other.ageScheme);
            return by.size() > other.by.size() && by.containsAll(other.by) && isSameScheme;
        }
    }

    static void addTo(Cells cells) {
        var relations = new GroupRelations(cells);
        cells.by(one -> new Block(
                        one.key().quantity(),
                        one.key().project(),
                        one.key().area(),
                        one.key().scope(),
                        one.key().period()))
                .values()
                .forEach(relations::add);
    }

    private void add(List<Cells.One> block) {
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

    private static List<Breakdown> breakdowns(List<Cells.One> block) {
        var found = new LinkedHashMap<List<Object>, Breakdown>();
        for (var one : block) {
            var by = one.key().groups().keySet();
            found.computeIfAbsent(
                            List.of(Set.copyOf(by), one.key().ageScheme()),
                            unseen -> new Breakdown(Set.copyOf(by), one.key().ageScheme(), new ArrayList<>()))
                    .cells()
                    .add(one);
        }
        return List.copyOf(found.values());
    }

    private void nested(Breakdown fine, Breakdown coarse) {
        boolean addsUp = fine.by().contains(Dimension.SUBSTANCE) == coarse.by().contains(Dimension.SUBSTANCE);
        var parts = projected(fine, coarse.by());
        for (var whole : coarse.cells()) {
            var own = parts.getOrDefault(whole.key().groups(), List.of());
            if (addsUp) {
                cells.sum(whole.name(), own);
            } else {
                own.forEach(part -> cells.within(List.of(part), whole.name()));
            }
        }
    }

    /** Two breakdowns that share dimensions agree on what they share, even if that is not told by itself. */
    private void beside(Breakdown one, Breakdown other, List<Breakdown> all) {
        var shared = shared(one.by(), other.by());
        boolean isSubstance =
                one.by().contains(Dimension.SUBSTANCE) || other.by().contains(Dimension.SUBSTANCE);
        boolean isSameScheme =
                !shared.contains(Dimension.AGE) || one.ageScheme().equals(other.ageScheme());
        boolean isNested = shared.equals(one.by()) || shared.equals(other.by());
        boolean isTold = all.stream().anyMatch(between -> between.by().equals(shared));
        if (isSubstance || isNested || isTold || !isSameScheme) {
            return;
        }
        var others = projected(other, shared);
        projected(one, shared).forEach((groups, own) -> {
            if (others.containsKey(groups)) {
                cells.same(own, others.get(groups));
            }
        });
    }

    private static Set<Dimension> shared(Set<Dimension> one, Set<Dimension> other) {
        var shared = EnumSet.noneOf(Dimension.class);
        shared.addAll(one);
        shared.retainAll(other);
        return shared;
    }

    private static Map<SortedMap<Dimension, String>, List<String>> projected(Breakdown breakdown, Set<Dimension> onto) {
        return breakdown.cells().stream()
                .collect(Collectors.groupingBy(
                        one -> projection(one.key().groups(), onto),
                        LinkedHashMap::new,
                        Collectors.mapping(Cells.One::name, Collectors.toList())));
    }

    private static SortedMap<Dimension, String> projection(Map<Dimension, String> groups, Set<Dimension> onto) {
        var left = new TreeMap<>(groups);
        left.keySet().retainAll(onto);
        return left;
    }
}
