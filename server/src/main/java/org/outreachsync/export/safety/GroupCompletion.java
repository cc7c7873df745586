package org.outreachsync.export.safety;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;

/**
 * Adds counts that recipients can work out from a finer breakdown, where the same breakdown is told of other areas:
 * only with them does it follow what holds between those areas. Who is told of men and women by age at each site, and
 * of men and women in the country, can compare their sums.
 */
final class GroupCompletion {

    private final Cells cells;
    private final GroupNumbers groups;
    private final LongFunction<Sensitivity> sensitivities;

    private GroupCompletion(Cells cells, LongFunction<Sensitivity> sensitivities) {
        this.cells = cells;
        this.groups = cells.groups();
        this.sensitivities = sensitivities;
    }

    /** @param sensitivities which counts are sensitive, by what they are about */
    static void addTo(Cells cells, LongFunction<Sensitivity> sensitivities) {
        new GroupCompletion(cells, sensitivities).addAll();
    }

    private void addAll() {
        int[] plain = IntStream.range(0, cells.count()).filter(cells::isPlain).toArray();
        var told = new HashMap<Integer, Set<Breakdown>>();
        for (int cell : plain) {
            told.computeIfAbsent(cells.subjects().kind(cells.subject(cell)), unseen -> new LinkedHashSet<>())
                    .add(groups.breakdown(cells.group(cell)));
        }
        var blocks = new Blocks(plain, cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        for (int block = 0; block < blocks.count(); block++) {
            int[] own = blocks.cells(block);
            var wanted = told.getOrDefault(cells.subjects().kind(cells.subject(own[0])), Set.of());
            if (wanted.size() > 1) {
                add(own, wanted);
            }
        }
    }

    private void add(int[] block, Set<Breakdown> wanted) {
        var there = cells.byBreakdown(block);
        for (var coarse : wanted) {
            if (!there.containsKey(coarse)) {
                there.entrySet().stream()
                        .filter(fine -> groups.refines(fine.getKey(), coarse)
                                && fine.getKey().addsUpTo(coarse))
                        .findFirst()
                        .ifPresent(fine -> add(fine.getValue(), coarse));
            }
        }
    }

    private void add(List<Integer> fine, Breakdown coarse) {
        Map<Integer, Long> sums = new LinkedHashMap<>();
        fine.forEach(cell -> sums.merge(groups.project(cells.group(cell), coarse), cells.value(cell), Long::sum));
        sums.forEach((group, sum) -> {
            int first = fine.getFirst();
            long key = Cells.key(cells.subject(first), cells.area(first), group);
            cells.add(key, sum, sensitivities.apply(key), 0, false);
        });
    }
}
