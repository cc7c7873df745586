package org.outreachsync.export.safety;

import java.util.Arrays;
import org.outreachsync.indicator.question.Question;

/** Where somebody can be who is in one count of people and not in another one that is part of it. */
final class Outside {

    private final Kin kin;
    private final Cells cells;
    private final Kinds kinds;
    private final Extents extents;

    /** Among these cells. */
    Outside(Kin kin, Kinds kinds, Extents extents) {
        this.kin = kin;
        this.cells = kin.cells();
        this.kinds = kinds;
        this.extents = extents;
    }

    /** Whether somebody of a rest may be in an area, or must be somewhere else. */
    boolean isPossible(int rest, int area) {
        int whole = kin.wholeOfRest(rest);
        if (!extents.isWithin(area, cells.area(whole))) {
            return false;
        }
        for (int part : kin.partsOfRest(rest)) {
            boolean isElsewhere = extents.isWithin(area, cells.area(part));
            if (cells.subject(part) == cells.subject(whole) && isElsewhere && isSameGroup(part, whole)) {
                return false;
            }
            int own = cells.find(Cells.key(cells.subject(whole), area, cells.group(whole)));
            int others = cells.find(Cells.key(cells.subject(part), area, cells.group(part)));
            boolean isFull = own != Numbering.NONE
                    && others != Numbering.NONE
                    && cells.value(own) == cells.value(others)
                    && cells.area(part) == cells.area(whole);
            if (isFull) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameGroup(int part, int whole) {
        return cells.group(part) == cells.group(whole);
    }

    /** Whether a cell counts nobody of a rest, since all whom it counts are in a part. */
    boolean isLacking(int cell, int rest) {
        return Arrays.stream(kin.partsOfRest(rest)).anyMatch(part -> isAmong(cell, part));
    }

    private boolean isAmong(int cell, int part) {
        var subjects = cells.subjects();
        int project = subjects.project(cells.subject(part));
        return kinds.isWithin(subjects.kind(cells.subject(cell)), subjects.kind(cells.subject(part)))
                && (project == Question.ALL_PROJECTS || project == subjects.project(cells.subject(cell)))
                && extents.isWithin(cells.area(cell), cells.area(part))
                && cells.groups()
                        .groups(cells.group(cell))
                        .entrySet()
                        .containsAll(cells.groups().groups(cells.group(part)).entrySet());
    }
}
