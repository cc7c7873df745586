package org.outreachsync.indicator.breakdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.outreachsync.indicator.breakdown.Group.Label;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cell.Breakdown;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Selection;

/** Adds up sums by group. */
public final class SumGroups {

    private final Labels labels;
    private final Set<Dimension> by;
    private final List<Map<Dimension, Label>> groups = new ArrayList<>();
    private final int[] groupOf;

    /**
     * For one operand of a question.
     *
     * @param breakdowns the packed breakdowns by number
     * @param project the number of the funding source, or {@link PersonColumn#ALL_PROJECTS}
     */
    public SumGroups(Labels labels, long[] breakdowns, Only only, int project, Set<Dimension> by) {
        this.labels = labels;
        this.by = by;
        this.groupOf = new int[breakdowns.length];
        long mask = mask(by);
        var numbers = new HashMap<Long, Integer>();
        // Made once: there are thousands of breakdowns.
        Function<Long, Integer> group = this::group;
        for (int at = 0; at < breakdowns.length; at++) {
            long packed = breakdowns[at];
            boolean counts = (project == PersonColumn.ALL_PROJECTS || project == Breakdown.project(packed))
                    && (only.sexes().isEmpty() || only.sexes().contains(Breakdown.sex(packed)));
            groupOf[at] = counts ? numbers.computeIfAbsent(packed & mask, group) : -1;
        }
    }

    /** Sums of these measures over a selection, by groups within another. */
    public Map<Group, Long> add(List<String> measures, Selection selection, Group within) {
        var sums = new long[groups.size()];
        measures.forEach(measure -> selection.addSums(measure, sums, groupOf));
        var added = new HashMap<Group, Long>();
        for (int group = 0; group < sums.length; group++) {
            if (sums[group] != 0) {
                added.merge(within.with(groups.get(group)), sums[group], Long::sum);
            }
        }
        return added;
    }

    /** The bits of the packed form that are used. */
    private static long mask(Set<Dimension> by) {
        int all = -1;
        return new Breakdown(
                        by.contains(Dimension.SEX) ? all & 0xff : 0,
                        by.contains(Dimension.AGE) ? all & 0xff : 0,
                        Collections.disjoint(by, Dimension.WAYS) ? 0 : all & 0x3fff,
                        by.contains(Dimension.PROJECT) ? all & 0xffff : 0,
                        Collections.disjoint(by, Dimension.ITEMS) ? 0 : all & 0x3fff)
                .packed();
    }

    private int group(long key) {
        var of = Breakdown.of(key);
        var named = new HashMap<Dimension, Label>();
        for (var dimension : by) {
            switch (dimension) {
                case SEX -> named.put(dimension, labels.sex(of.sex()));
                case AGE -> named.put(dimension, labels.ageBand(of.ageBand()));
                case MODE, PERPETRATOR, TOPIC, REASON -> named.put(dimension, labels.code(dimension, of.way()));
                case PROJECT -> named.put(dimension, Labels.number(of.project()));
                case COMMODITY, ROLE, VIOLATION, OUTCOME -> named.put(dimension, labels.code(dimension, of.item()));
                default -> {
                    // The slices determine this dimension.
                }
            }
        }
        groups.add(named);
        return groups.size() - 1;
    }
}
