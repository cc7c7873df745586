package org.outreachsync.export.safety;

import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;

/**
 * A count that recipients were told something of in an earlier export.
 *
 * @param state names the state of the logs for which it was counted; counts of one state belong together
 * @param key which count it is
 * @param value what was counted then
 * @param told what recipients were told of it
 * @param isOwn whether the recipient who is to be told now was told it
 */
public record Earlier(String state, CellKey key, long value, Told told, boolean isOwn) {

    /** Told of a count of which nothing is said, because an earlier one still stands for it. */
    public static final Told NOTHING = new Told.LeftOut(Range.ANY);

    boolean isSilent() {
        return told.equals(NOTHING);
    }

    /** Whether it stands until it is restated: as a figure, or as what this recipient was told last. */
    boolean stands() {
        return !isSilent() && (isOwn || !(told instanceof Told.LeftOut));
    }

    /** The same told in another way. */
    Earlier toldAs(Told other) {
        return new Earlier(state, key, value, other, isOwn);
    }
}
