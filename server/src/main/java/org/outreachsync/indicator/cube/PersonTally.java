package org.outreachsync.indicator.cube;

import java.util.BitSet;

/** How often each person was counted, under their effective number. Reused for one slice after the other. */
public final class PersonTally {

    private final BitSet counted = new BitSet();
    private final int[] times;

    /** Nobody was counted yet. */
    public PersonTally(People people) {
        this.times = new int[people.numberMax() + 1];
    }

    /** Counts a person some times more, at least once. */
    public void add(int person, int more) {
        if (times[person] == 0) {
            counted.set(person);
        }
        times[person] += more;
    }

    /** The persons who were counted. The caller may change the set. */
    public BitSet persons() {
        return (BitSet) counted.clone();
    }

    /** How often a person was counted. */
    public int times(int person) {
        return times[person];
    }

    /** Forgets what was counted. */
    public void clear() {
        counted.stream().forEach(person -> times[person] = 0);
        counted.clear();
    }
}
