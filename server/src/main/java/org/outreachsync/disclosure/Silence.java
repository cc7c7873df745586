package org.outreachsync.disclosure;

/** What it says about a count that it is left out. */
enum Silence {
    /** That it is not zero, where zeros are told. */
    ZEROS_ARE_TOLD,
    /** Nothing: zeros may be left out, too. */
    SAYS_NOTHING,
    /** Nothing, and all counts are left out at first. */
    IS_THE_RULE;

    /** How a cell is told when it is left out. */
    Told.LeftOut leftOut(Cell cell) {
        return this == ZEROS_ARE_TOLD ? cell.leftOut() : new Told.LeftOut(Range.ANY);
    }

    /** How a cell is told at first. */
    Told first(Cell cell, Policy policy) {
        if (!cell.isTold() || this == IS_THE_RULE) {
            return leftOut(cell);
        }
        var told = policy.first(cell);
        return told instanceof Told.LeftOut ? leftOut(cell) : told;
    }
}
