package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.AgeSchemes.Overlap;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Adds counts of the ages that groups of two schemes have in common: who is told how many people are under 20, and how
 * many are under 15, knows how many are of 15 to 19.
 */
final class CrossingAges {

    private static final int AGE = GroupNumbers.bit(Dimension.AGE);

    private final Cells cells;
    private final GroupNumbers groups;
    private final GroupCompletion completion;
    private final LongFunction<Sensitivity> sensitivities;

    private CrossingAges(Cells cells, GroupCompletion completion, LongFunction<Sensitivity> sensitivities) {
        this.cells = cells;
        this.groups = cells.groups();
        this.completion = completion;
        this.sensitivities = sensitivities;
    }

    /** @param sensitivities which counts are sensitive, by what they are about */
    static void addTo(Cells cells, GroupCompletion completion, LongFunction<Sensitivity> sensitivities) {
        long schemes = IntStream.range(0, cells.groups().count())
                .mapToObj(cells.groups()::ageScheme)
                .filter(scheme -> !scheme.isEmpty())
                .distinct()
                .count();
        if (schemes > 1) {
            new CrossingAges(cells, completion, sensitivities).addAll();
        }
    }

    private void addAll() {
        int[] plain = IntStream.range(0, cells.count()).filter(cells::isPlain).toArray();
        var blocks = new Blocks(plain, cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        for (int block = 0; block < blocks.count(); block++) {
            var there = cells.byBreakdown(blocks.cells(block));
            var byAge = there.keySet().stream()
                    .filter(breakdown -> breakdown.has(AGE) && !breakdown.isBySubstance())
                    .toList();
            for (int one = 0; one < byAge.size(); one++) {
                for (int other = one + 1; other < byAge.size(); other++) {
                    compare(byAge.get(one), byAge.get(other), there);
                }
            }
        }
    }

    /** What two breakdowns say of the same dimensions, by each of the schemes, and of the ages that both tell apart. */
    private void compare(Breakdown one, Breakdown other, Map<Breakdown, List<Integer>> there) {
        if (one.ageScheme().equals(other.ageScheme())) {
            return;
        }
        var ofOne = new Breakdown(one.by() & other.by(), one.ageScheme());
        var ofOther = new Breakdown(one.by() & other.by(), other.ageScheme());
        if (groups.refines(ofOne, ofOther)) {
            completion.complete(there, one, ofOther);
        } else if (groups.refines(ofOther, ofOne)) {
            completion.complete(there, other, ofOne);
        } else {
            overlaps(completion.complete(there, one, ofOne), completion.complete(there, other, ofOther), there);
        }
    }

    private void overlaps(List<Integer> ones, List<Integer> others, Map<Breakdown, List<Integer>> there) {
        var first = groups.breakdown(cells.group(ones.getFirst()));
        var second = groups.breakdown(cells.group(others.getFirst()));
        var name = AgeSchemes.commonName(first.ageScheme(), second.ageScheme());
        var breakdown = new Breakdown(first.by(), name);
        if (there.containsKey(breakdown)) {
            return;
        }
        var overlaps = groups.common(first.ageScheme(), second.ageScheme());
        var added = new ArrayList<Integer>();
        byOtherGroups(ones).forEach((rest, own) -> {
            var beside = byOtherGroups(others).getOrDefault(rest, Map.of());
            values(overlaps, own, beside).forEach((overlap, value) -> {
                int cell = own.getOrDefault(overlap.one(), ones.getFirst());
                int group = groups.withAge(cells.group(cell), overlap.label(), name);
                long key = Cells.key(cells.subject(cell), cells.area(cell), group);
                added.add(cells.add(key, value, sensitivities.apply(key), 0, false));
            });
        });
        there.put(breakdown, added);
    }

    /** Cells by their groups without ages, then by their age group. */
    private Map<Integer, Map<String, Integer>> byOtherGroups(List<Integer> some) {
        var found = new LinkedHashMap<Integer, Map<String, Integer>>();
        for (int cell : some) {
            int group = cells.group(cell);
            var without = new Breakdown(groups.dimensions(group) & ~AGE, "");
            var label = groups.groups(group).get(Dimension.AGE);
            found.computeIfAbsent(groups.project(group, without), unseen -> new LinkedHashMap<>())
                    .put(label, cell);
        }
        return found;
    }

    /**
     * Works out the overlaps: one that is the only unknown one in its group is what the others leave of it. Schemes
     * that divide ages at some of them leave none unknown; of others, nobody can work out what remains.
     */
    private Map<Overlap, Long> values(List<Overlap> overlaps, Map<String, Integer> ones, Map<String, Integer> others) {
        var found = new LinkedHashMap<Overlap, Long>();
        var open = new ArrayList<>(overlaps);
        var left = new HashMap<String, Long>();
        ones.forEach((label, cell) -> left.put("one " + label, cells.value(cell)));
        others.forEach((label, cell) -> left.put("other " + label, cells.value(cell)));
        boolean isFound = true;
        while (isFound) {
            isFound = false;
            for (var overlap : List.copyOf(open)) {
                boolean isAlone = open.stream()
                                .filter(next -> next.one().equals(overlap.one()))
                                .count()
                        == 1;
                boolean isAloneInOther = open.stream()
                                .filter(next -> next.other().equals(overlap.other()))
                                .count()
                        == 1;
                var value = left.get(isAlone ? "one " + overlap.one() : "other " + overlap.other());
                if ((isAlone || isAloneInOther) && value != null) {
                    found.put(overlap, value);
                    open.remove(overlap);
                    left.computeIfPresent("one " + overlap.one(), (label, rest) -> rest - value);
                    left.computeIfPresent("other " + overlap.other(), (label, rest) -> rest - value);
                    isFound = true;
                }
            }
        }
        boolean isPossible = found.values().stream().allMatch(value -> value >= 0);
        return open.isEmpty() && isPossible ? found : Map.of();
    }
}
