package org.outreachsync.indicator.cube;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * How many meetings persons had in a month at all sites, under their effective numbers. Takes a byte for each person,
 * because a server holds many months.
 */
public final class MeetingsOfMonth {

    /** Stands for this many and more. */
    private static final int MANY = 255;

    private final byte[] few;
    private final Map<Integer, Integer> many;

    private MeetingsOfMonth(byte[] few, Map<Integer, Integer> many) {
        this.few = few;
        this.many = many;
    }

    /** What was counted. */
    public static MeetingsOfMonth of(PersonTally tally) {
        var met = tally.persons();
        var few = new byte[met.length()];
        var many = new HashMap<Integer, Integer>();
        for (int person = met.nextSetBit(0); person >= 0; person = met.nextSetBit(person + 1)) {
            int times = tally.times(person);
            few[person] = (byte) Math.min(times, MANY);
            if (times >= MANY) {
                many.put(person, times);
            }
        }
        return new MeetingsOfMonth(few, many.isEmpty() ? Collections.emptyMap() : many);
    }

    /** Adds how many meetings each person had. */
    public void addTo(int[] times) {
        for (int person = 0; person < few.length; person++) {
            times[person] += few[person] & MANY;
        }
        many.forEach((person, all) -> times[person] += all - MANY);
    }

    /** Its approximate size in memory. */
    int bytes() {
        return few.length;
    }
}
