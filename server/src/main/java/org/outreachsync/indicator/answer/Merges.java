package org.outreachsync.indicator.answer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who turned out to be whom. Of a circle of merges, the person with the smallest client key stands for all, whatever the numbers, which differ from
 * store to store. Not safe for threads.
 */
final class Merges {

    private static final int[] NOBODY = {};

    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    private final Map<Integer, String> keys = new HashMap<>();
    private BitSet merged = new BitSet();
    private BitSet joined = new BitSet();
    private int[] standing = {};
    private final Map<Integer, int[]> others = new HashMap<>();
    private final Set<Integer> keysWanted = new TreeSet<>();

    /** Notes into whom a person was merged, 0 for nobody. Counts from the next {@link #settle} on. */
    void put(int no, int into) {
        if (into == 0) {
            mergedInto.remove(no);
        } else {
            mergedInto.put(no, into);
        }
    }

    /** Notes the key of one that was {@link #keysWanted wanted}. */
    void learn(int no, String key) {
        keys.put(no, key);
    }

    /** Works out who stands for whom. */
    void settle() {
        keysWanted.clear();
        merged = new BitSet();
        joined = new BitSet();
        others.clear();
        standing = IntStream.rangeClosed(0, mergedInto.keySet().stream().mapToInt(no -> no).max().orElse(-1)).toArray();
        for (int no : mergedInto.keySet()) {
            standing[no] = end(no);
            if (standing[no] != no) {
                merged.set(no);
                joined.set(standing[no]);
                others.merge(standing[no], new int[] {no}, (some, one) -> IntStream.concat(IntStream.of(some), IntStream.of(one)).toArray());
            }
        }
    }

    private int end(int no) {
        var seen = new ArrayList<Integer>();
        @Nullable Integer at = no;
        while (at != null && !seen.contains(at)) {
            seen.add(at);
            at = mergedInto.get(at);
        }
        if (at == null) {
            return seen.getLast();
        }
        var circle = seen.subList(seen.indexOf(at), seen.size());
        circle.stream().filter(member -> !keys.containsKey(member)).forEach(keysWanted::add);
        return circle.stream()
                .min((one, other) -> keys.getOrDefault(one, "").compareTo(keys.getOrDefault(other, "")))
                .orElse(no);
    }

    /** Those whose keys decide who stands for a circle, and are not known yet. */
    Set<Integer> keysWanted() {
        return Set.copyOf(keysWanted);
    }

    /** Under which number a person counts. */
    int standsFor(int no) {
        return no < standing.length ? standing[no] : no;
    }

    /** The other numbers that count under this one. */
    int[] mergedInto(int no) {
        return joined.get(no) ? others.getOrDefault(no, NOBODY) : NOBODY;
    }

    /** The same persons, each under the number that counts. Changes and returns the set. */
    BitSet resolve(BitSet numbers) {
        if (numbers.intersects(merged)) {
            var turned = (BitSet) merged.clone();
            turned.and(numbers);
            numbers.andNot(turned);
            for (int no = turned.nextSetBit(0); no >= 0; no = turned.nextSetBit(no + 1)) {
                numbers.set(standing[no]);
            }
        }
        return numbers;
    }
}
