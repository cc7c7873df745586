package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Counts of people of whom one contains the other: of a site and its region, of a month and its quarter, of one funding
 * source and all, of those who use a substance and everybody, of a narrower and a wider count. Whoever subtracts them
 * knows how many are in the one and not in the other.
 *
 * <p>Each count is related to the smallest ones that contain it. That is enough: the people between two counts that are
 * further apart are at least those between the neighbours on the way, which nobody can rule out to be as many as the
 * threshold.
 */
final class Containments {

    private static final int AGE = GroupNumbers.bit(Dimension.AGE);

    private final Cells cells;
    private final Areas areas;
    private final Shares shares;
    private final RestSensitivities rests;
    private final Lattice lattice;

    /**
     * Of all cells, whose areas must have their numbers.
     *
     * @param kinds what is part of what
     * @param shares the pairs whose rest is a count already
     */
    Containments(Cells cells, Kinds kinds, Shares shares, Extents extents, RestSensitivities rests) {
        this.cells = cells;
        this.areas = cells.areas();
        this.shares = shares;
        this.rests = rests;
        int[] people = IntStream.range(0, cells.count())
                .filter(cell -> cells.isPlain(cell) && !cells.quantity(cell).addsUp())
                .toArray();
        this.lattice = new Lattice(cells, kinds, people, extents);
    }

    /** Adds what holds between them. */
    void addTo(Kin kin) {
        var relations = new PeopleRelations(kin);
        Arrays.stream(kin.plain())
                .filter(cell -> !cells.quantity(cell).addsUp())
                .forEach(cell -> {
                    lattice.above(cell, (part, whole) -> relate(relations, part, whole));
                    if (areas.layerNumber(cells.area(cell)) > 0) {
                        lattice.larger(cell, (part, whole) -> changed(relations, part, whole));
                    }
                });
    }

    private void relate(PeopleRelations relations, int part, int whole) {
        if (areGroupsOfOne(part, whole) || shares.has(part, whole)) {
            return;
        }
        boolean areFew = cells.value(whole) - cells.value(part) < rests.belowMax();
        var sensitivity = areFew ? rests.of(whole, new int[] {part}) : Sensitivity.NONE;
        if (relations.areBothThere(part, whole)) {
            relations.within(part, whole, sensitivity);
            if (areas.layerNumber(cells.area(part)) > 0) {
                changed(relations, part, whole);
            }
        } else {
            relations.withinKnown(part, whole, sensitivity);
        }
    }

    /** The groups of one count add up. */
    private boolean areGroupsOfOne(int part, int whole) {
        return cells.subject(part) == cells.subject(whole)
                && cells.area(part) == cells.area(whole)
                && cells.groups()
                        .breakdown(cells.group(part))
                        .addsUpTo(cells.groups().breakdown(cells.group(whole)));
    }

    private void changed(PeopleRelations relations, int part, int whole) {
        int partNow = now(part);
        int wholeNow = now(whole);
        if (partNow != Numbering.NONE && wholeNow != Numbering.NONE) {
            var now = new Cells.Share(partNow, wholeNow);
            relations.changed(now, new Cells.Share(part, whole), rests.of(whole, new int[] {part}));
        }
    }

    private int now(int cell) {
        return cells.find(Cells.key(cells.subject(cell), areas.now(cells.area(cell)), cells.group(cell)));
    }

    /**
     * Whether the people of one group in a period are in that group in another one: ages are those of its first year.
     */
    static boolean isSameAge(Cells cells, int area, int other, int group) {
        return (cells.groups().dimensions(group) & AGE) == 0
                || cells.areas().period(area).from().getYear()
                        == cells.areas().period(other).from().getYear();
    }
}
