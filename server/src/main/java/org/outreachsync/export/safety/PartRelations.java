package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.function.Function;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * What holds between different counts of one area, period and group: a numerator is part of its denominator, and
 * whoever knows both knows how many are left over; a count of some people is at most that of all; sums of several
 * measures.
 */
final class PartRelations {

    private static final int SEX = GroupNumbers.bit(Dimension.SEX);

    private final Kin kin;
    private final Cells cells;
    private final SubjectRelations subjects;
    private final Function<Integer, String> sexes;

    private PartRelations(Kin kin, SubjectRelations subjects, Function<Integer, String> sexes) {
        this.kin = kin;
        this.cells = kin.cells();
        this.subjects = subjects;
        this.sexes = sexes;
    }

    /**
     * Adds them.
     *
     * @param own the numbers of the shares whose cells these are
     * @param subjects what holds between subjects
     * @param sexes gives the code of the group of a sex
     */
    static void addTo(Kin kin, Shares shares, int[] own, SubjectRelations subjects, Function<Integer, String> sexes) {
        var relations = new PartRelations(kin, subjects, sexes);
        for (int share : own) {
            relations.share(shares.part(share), shares.whole(share), shares.rest(share));
        }
        var cells = kin.cells();
        var blocks = kin.by(
                cell -> Cells.key(cells.subjects().source(cells.subject(cell)), cells.area(cell), cells.group(cell)));
        for (int block = 0; block < blocks.count(); block++) {
            relations.counts(blocks.cells(block));
        }
    }

    private void share(int part, int whole, Sensitivity sensitivity) {
        if (Shares.isPart(cells, part, whole)) {
            // Where nobody is in the whole, it tells nothing that nobody is left over.
            int rest = kin.addRest(
                    whole, part, cells.value(whole) == 0 ? new Sensitivity(sensitivity.below(), false) : sensitivity);
            kin.sum(whole, part, rest);
        }
    }

    /** Counts of one area, period and group. */
    private void counts(int[] block) {
        for (int one : block) {
            int subject = cells.subject(one);
            var wider = subjects.wider(subject);
            if (!wider.isEmpty()) {
                for (int other : block) {
                    if (wider.get(cells.subject(other))) {
                        limited(one, other);
                    }
                }
            }
            if (subjects.summands(subject).length > 0) {
                summed(one, subjects.summands(subject));
            }
        }
    }

    private void limited(int one, int other) {
        if (cells.quantity(one).addsUp()) {
            kin.withinOrRest(new int[] {one}, other, cells.sensitivity(one));
        }
        var only = cells.quantity(one).only();
        boolean isBySexOnly =
                only.populations().equals(cells.quantity(other).only().populations());
        boolean isSplit = (cells.groups().dimensions(cells.group(one)) & SEX) != 0;
        var codes = only.sexes().stream().sorted().map(sexes).distinct().toList();
        if (isBySexOnly && isSplit) {
            if (codes.contains(cells.groups().groups(cells.group(one)).get(Dimension.SEX))) {
                kin.sum(other, one);
            }
        } else if (isBySexOnly) {
            int[] groups = codes.stream().mapToInt(sex -> ofSex(other, sex)).toArray();
            if (Arrays.stream(groups).noneMatch(group -> group == Numbering.NONE)) {
                kin.sum(one, groups);
            }
        }
    }

    private int ofSex(int cell, String sex) {
        int group = cells.groups().with(cells.group(cell), Dimension.SEX, sex);
        return group == Numbering.NONE
                ? Numbering.NONE
                : cells.find(Cells.key(cells.subject(cell), cells.area(cell), group));
    }

    /** A sum of several measures, if some of them are told by themselves. */
    private void summed(int whole, int[] measures) {
        int[] parts = Arrays.stream(measures)
                .map(subject -> cells.find(Cells.key(subject, cells.area(whole), cells.group(whole))))
                .filter(part -> part != Numbering.NONE)
                .toArray();
        if (parts.length == SubjectRelations.measuresOf(cells.quantity(whole))) {
            kin.sum(whole, parts);
        } else {
            kin.withinOrRest(parts, whole, cells.sensitivity(whole));
        }
    }
}
