package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Adds counts that recipients can work out from a finer breakdown, where the same breakdown is told of other areas:
 * only with them does it follow what holds between those areas. Who is told of men and women by age at each site, and
 * of men and women in the country, can compare their sums. Who is told of all people by sex and age, and how many women
 * got something, can compare these.
 */
final class GroupCompletion {

    private static final int SEX = GroupNumbers.bit(Dimension.SEX);

    private final Cells cells;
    private final GroupNumbers groups;
    private final LongFunction<Sensitivity> sensitivities;

    /** @param sensitivities which counts are sensitive, by what they are about */
    GroupCompletion(Cells cells, LongFunction<Sensitivity> sensitivities) {
        this.cells = cells;
        this.groups = cells.groups();
        this.sensitivities = sensitivities;
    }

    /** Adds them. */
    void addAll() {
        int[] plain = IntStream.range(0, cells.count()).filter(cells::isPlain).toArray();
        var told = new HashMap<Integer, Set<Breakdown>>();
        for (int cell : plain) {
            told.computeIfAbsent(cells.subjects().kind(cells.subject(cell)), unseen -> new LinkedHashSet<>())
                    .add(groups.breakdown(cells.group(cell)));
        }
        addWhatIsCompared(told);
        var blocks = new Blocks(plain, cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        for (int block = 0; block < blocks.count(); block++) {
            int[] own = blocks.cells(block);
            var wanted = told.getOrDefault(cells.subjects().kind(cells.subject(own[0])), Set.of());
            if (wanted.size() > 1) {
                add(own, wanted);
            }
        }
    }

    /** Counts of some people are compared with those of all, and sums of several measures with each of them. */
    private void addWhatIsCompared(Map<Integer, Set<Breakdown>> told) {
        var kinds = cells.subjects().kinds();
        var own = new HashMap<Integer, List<Breakdown>>();
        told.forEach((kind, breakdowns) -> own.put(kind, List.copyOf(breakdowns)));
        own.forEach((one, ofOne) -> own.forEach((other, ofOther) -> {
            var quantity = kinds.get(one);
            boolean isLimited = SubjectRelations.isLimited(quantity, kinds.get(other));
            if (isLimited || SubjectRelations.isSummand(quantity, kinds.get(other))) {
                wanted(told, one).addAll(ofOther);
                wanted(told, other).addAll(ofOne);
            }
            if (isLimited && !quantity.only().sexes().isEmpty()) {
                ofOne.forEach(by -> wanted(told, other).add(new Breakdown(by.by() | SEX, by.ageScheme())));
            }
        }));
    }

    private static Set<Breakdown> wanted(Map<Integer, Set<Breakdown>> told, int kind) {
        return told.computeIfAbsent(kind, unseen -> new LinkedHashSet<>());
    }

    private void add(int[] block, Set<Breakdown> wanted) {
        var there = cells.byBreakdown(block);
        for (var coarse : wanted) {
            if (!there.containsKey(coarse)) {
                there.entrySet().stream()
                        .filter(fine -> groups.refines(fine.getKey(), coarse)
                                && fine.getKey().addsUpTo(coarse))
                        .findFirst()
                        .ifPresent(fine -> sums(fine.getValue(), coarse));
            }
        }
    }

    /** The counts of an area by a breakdown, which are added if they are not there. */
    List<Integer> complete(Map<Breakdown, List<Integer>> there, Breakdown fine, Breakdown coarse) {
        return there.computeIfAbsent(coarse, unseen -> sums(there.getOrDefault(fine, List.of()), coarse));
    }

    private List<Integer> sums(List<Integer> fine, Breakdown coarse) {
        Map<Integer, Long> sums = new LinkedHashMap<>();
        fine.forEach(cell -> sums.merge(groups.project(cells.group(cell), coarse), cells.value(cell), Long::sum));
        var added = new ArrayList<Integer>();
        sums.forEach((group, sum) -> {
            int first = fine.getFirst();
            long key = Cells.key(cells.subject(first), cells.area(first), group);
            added.add(cells.add(key, sum, sensitivities.apply(key), 0, false));
        });
        return added;
    }
}
