package org.outreachsync.export.safety;

import java.util.Arrays;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.Cells.Share;

/**
 * Adds what holds between counts of people who may be in several of them. Whoever subtracts two counts knows how many
 * are in the one and not in the other. If they are few, they are a count of their own, which nobody may work out; if
 * not, it is enough that the one is not more than the other.
 */
final class PeopleRelations {

    private final Kin kin;
    private final Cells cells;

    /** To be added to these cells. */
    PeopleRelations(Kin kin) {
        this.kin = kin;
        this.cells = kin.cells();
    }

    /** Whether two counts are made safe together. */
    boolean areBothThere(int one, int other) {
        return kin.has(one) && kin.has(other);
    }

    /**
     * Everybody in one count is in another one, too.
     *
     * @param sensitivity which counts of others are sensitive
     */
    void within(int part, int whole, Sensitivity sensitivity) {
        long others = kin.value(whole) - kin.value(part);
        if (isGuarded(whole, others, sensitivity) && kin.value(part) > 0) {
            int[] one = {part};
            var beside = new Several(Several.Form.BESIDE, new int[] {whole}, one, whole, one);
            kin.sum(whole, part, kin.add(beside, sensitivity));
        } else {
            kin.within(new int[] {part}, whole);
        }
    }

    /**
     * Everybody in one count is in another one, too, which is made safe with others: it is taken to be known here.
     *
     * @param sensitivity which counts of others are sensitive
     */
    void withinKnown(int part, int whole, Sensitivity sensitivity) {
        if (isGuarded(whole, cells.value(whole) - cells.value(part), sensitivity) && cells.value(part) > 0) {
            int[] one = {part};
            var known = new Several(Several.Form.KNOWN, new int[] {whole}, new int[0], whole, one);
            var beside = new Several(Several.Form.BESIDE, new int[] {whole}, one, whole, one);
            kin.same(new int[] {kin.add(known, Sensitivity.NONE)}, new int[] {part, kin.add(beside, sensitivity)});
        }
    }

    /** What is left of a small count is not known better than the count itself. */
    private boolean isGuarded(int whole, long few, Sensitivity sensitivity) {
        return few >= 0 && sensitivity.covers(few) && !cells.isSmall(whole);
    }

    /**
     * Everybody in one of the parts is in the whole, and nobody is in two of them.
     *
     * @param sensitivity which counts of others are sensitive
     */
    void disjointWithin(int[] parts, int whole, Sensitivity sensitivity) {
        if (isGuarded(whole, kin.value(whole) - kin.sum(parts), sensitivity)) {
            int[] all = Arrays.copyOf(parts, parts.length + 1);
            var beside = new Several(Several.Form.BESIDE, new int[] {whole}, parts, whole, parts);
            all[parts.length] = kin.add(beside, sensitivity);
            kin.sum(whole, all);
        } else {
            kin.within(parts, whole);
        }
    }

    /**
     * Everybody in the whole is in one of two parts, or in both.
     *
     * @param sensitivity which counts of those in both are sensitive
     */
    void cover(int whole, int[] parts, Sensitivity sensitivity) {
        if (isGuarded(whole, kin.sum(parts) - kin.value(whole), sensitivity)) {
            var inBoth = new Several(Several.Form.IN_ALL, parts, new int[] {whole}, whole, parts);
            kin.same(new int[] {whole, kin.add(inBoth, sensitivity)}, parts);
        } else {
            kin.cover(whole, parts);
        }
    }

    /**
     * The number of those who are in a whole and not in its part may have changed by few since an earlier export.
     *
     * @param now both counts now
     * @param then both counts of that time
     * @param sensitivity which changes are sensitive
     */
    void changed(Share now, Share then, Sensitivity sensitivity) {
        long more = kin.value(now.whole()) - kin.value(now.part()) - kin.value(then.whole()) + kin.value(then.part());
        if (more != 0 && sensitivity.covers(Math.abs(more))) {
            var larger = more > 0 ? now : then;
            var smaller = more > 0 ? then : now;
            int[] plus = {larger.whole(), smaller.part()};
            int[] minus = {smaller.whole(), larger.part()};
            var change = new Several(Several.Form.CHANGE, plus, minus, then.whole(), new int[] {then.part()});
            kin.same(plus, new int[] {minus[0], minus[1], kin.add(change, sensitivity)});
        }
    }
}
