package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;

/**
 * What holds between different counts of one area, period and group: a numerator is part of its denominator, and
 * whoever knows both knows how many are left over; a count of some people is at most that of all; sums of several
 * measures.
 */
final class PartRelations {

    private static final int SEX = GroupNumbers.bit(Dimension.SEX);

    private final Cells cells;
    private final Function<Integer, String> sexes;
    /** Of each subject, those that count the same of more people. */
    private final BitSet[] wider;
    /** Of each sum of several measures, those that count one of them. */
    private final int[][] summands;

    private PartRelations(Cells cells, Function<Integer, String> sexes) {
        this.cells = cells;
        this.sexes = sexes;
        var subjects = cells.subjects();
        this.wider = new BitSet[subjects.count()];
        this.summands = new int[subjects.count()][];
        for (int one = 0; one < wider.length; one++) {
            var quantity = subjects.quantity(one);
            wider[one] = new BitSet();
            for (int other = 0; other < wider.length; other++) {
                wider[one].set(other, isLimited(quantity, subjects.quantity(other)));
            }
            summands[one] = summands(subjects, quantity, subjects.project(one));
        }
    }

    private static int[] summands(Subjects subjects, Quantity whole, int project) {
        if (measuresOf(whole) < 2 || !(whole.operand() instanceof Operand.Sum(var measures))) {
            return new int[0];
        }
        return measures.stream()
                .distinct()
                .map(measure -> Quantity.of(new Operand.Sum(List.of(measure)), whole.only()))
                // By their names in full, in which more follows after this sign.
                .sorted(Comparator.comparing(quantity -> quantity.name() + "|"))
                .mapToInt(quantity -> subjects.find(quantity.name(), project))
                .filter(subject -> subject != Numbering.NONE)
                .toArray();
    }

    /** Which counts of those left over are sensitive, by the cell of their numerator. */
    interface Rests {
        Sensitivity of(int part);
    }

    /**
     * Adds them.
     *
     * @param shares numerators and the denominators that they are part of
     * @param sexes gives the code of the group of a sex
     */
    static void addTo(Cells cells, Shares shares, Rests rests, Function<Integer, String> sexes) {
        for (int share = 0; share < shares.count(); share++) {
            share(cells, shares.part(share), shares.whole(share), rests);
        }
        var relations = new PartRelations(cells, sexes);
        var blocks = cells.by(
                cell -> Cells.key(cells.subjects().source(cells.subject(cell)), cells.area(cell), cells.group(cell)));
        for (int block = 0; block < blocks.count(); block++) {
            relations.counts(blocks.cells(block));
        }
    }

    private static void share(Cells cells, int part, int whole, Rests rests) {
        if (part != whole && cells.value(part) <= cells.value(whole)) {
            var sensitivity = rests.of(part);
            // Where nobody is in the whole, it tells nothing that nobody is left over.
            int rest = cells.addRest(
                    whole, part, cells.value(whole) == 0 ? new Sensitivity(sensitivity.below(), false) : sensitivity);
            cells.sum(whole, part, rest);
        }
    }

    /** Counts of one area, period and group. */
    private void counts(int[] block) {
        for (int one : block) {
            int subject = cells.subject(one);
            if (!wider[subject].isEmpty()) {
                for (int other : block) {
                    if (wider[subject].get(cells.subject(other))) {
                        limited(one, other);
                    }
                }
            }
            if (summands[subject].length > 0) {
                summed(one, summands[subject]);
            }
        }
    }

    /** Whether one counts what the other counts, of fewer people. */
    static boolean isLimited(Quantity one, Quantity other) {
        return one.operand().equals(other.operand())
                && !one.only().equals(other.only())
                && isNarrower(one.only().sexes(), other.only().sexes())
                && isNarrower(one.only().populations(), other.only().populations());
    }

    private static boolean isNarrower(Set<Integer> one, Set<Integer> other) {
        return other.isEmpty() || (!one.isEmpty() && other.containsAll(one));
    }

    private void limited(int one, int other) {
        cells.within(new int[] {one}, other);
        var only = cells.quantity(one).only();
        boolean isBySexOnly =
                only.populations().equals(cells.quantity(other).only().populations());
        boolean isSplit = (cells.groups().dimensions(cells.group(one)) & SEX) != 0;
        if (isBySexOnly && !isSplit) {
            int[] groups = only.sexes().stream()
                    .sorted()
                    .map(sexes)
                    .distinct()
                    .mapToInt(sex -> ofSex(other, sex))
                    .toArray();
            if (Arrays.stream(groups).noneMatch(group -> group == Numbering.NONE)) {
                cells.sum(one, groups);
            }
        }
    }

    private int ofSex(int cell, String sex) {
        int group = cells.groups().with(cells.group(cell), Dimension.SEX, sex);
        return cells.find(Cells.key(cells.subject(cell), cells.area(cell), group));
    }

    /** A sum of several measures, if some of them are told by themselves. */
    private void summed(int whole, int[] measures) {
        int[] parts = Arrays.stream(measures)
                .map(subject -> cells.find(Cells.key(subject, cells.area(whole), cells.group(whole))))
                .filter(part -> part != Numbering.NONE)
                .toArray();
        if (parts.length == measuresOf(cells.quantity(whole))) {
            cells.sum(whole, parts);
        } else {
            cells.within(parts, whole);
        }
    }

    private static int measuresOf(Quantity quantity) {
        return quantity.operand() instanceof Operand.Sum(var measures) ? measures.size() : 0;
    }
}
