package org.outreachsync.indicator.cube;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Maps each person to their effective number: that of the person whom they turned out to be. In a circle of merges, the
 * person with the smallest client key represents all; numbers would differ from store to store. Not thread-safe.
 */
public final class Merges {

    private static final int[] NOBODY = {};

    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    private final Map<Integer, String> keys = new HashMap<>();
    private BitSet merged = new BitSet();
    private BitSet joined = new BitSet();
    private int[] standing = {};
    private final Map<Integer, int[]> others = new HashMap<>();
    private final Set<Integer> keysWanted = new TreeSet<>();
    private boolean isSettled = true;
    private int generation;

    /** Records into whom a person was merged, 0 for nobody. Takes effect with the next {@link #settle}. */
    void put(int no, int into) {
        var before = into == 0 ? mergedInto.remove(no) : mergedInto.put(no, into);
        isSettled &= into == (before == null ? 0 : before);
    }

    /** Records the key of a person among {@link #keysWanted}. */
    void learn(int no, String key) {
        isSettled &= key.equals(keys.put(no, key));
    }

    /** Computes the effective numbers, unless nothing changed. */
    void settle() {
        if (isSettled) {
            return;
        }
        isSettled = true;
        generation++;
        keysWanted.clear();
        merged = new BitSet();
        joined = new BitSet();
        others.clear();
        standing = IntStream.rangeClosed(
                        0, mergedInto.keySet().stream().mapToInt(no -> no).max().orElse(-1))
                .toArray();
        var done = new BitSet();
        mergedInto.keySet().forEach(no -> settle(no, done));
        var joining = new HashMap<Integer, IntStream.Builder>();
        for (int no = merged.nextSetBit(0); no >= 0; no = merged.nextSetBit(no + 1)) {
            joined.set(standing[no]);
            joining.computeIfAbsent(standing[no], unseen -> IntStream.builder()).add(no);
        }
        joining.forEach((no, some) -> others.put(no, some.build().toArray()));
    }

    /**
     * Follows a person's merges to a person whose effective number is known, to one who was not merged, or around a
     * circle. Visits each person once.
     */
    private void settle(int from, BitSet done) {
        var path = new ArrayList<Integer>();
        var onPath = new BitSet();
        int at = from;
        for (var next = mergedInto.get(at);
                next != null && !done.get(at) && !onPath.get(at);
                next = mergedInto.get(at)) {
            path.add(at);
            onPath.set(at);
            at = next;
        }
        int end = onPath.get(at) ? first(path.subList(path.indexOf(at), path.size())) : standsFor(at);
        for (int no : path) {
            standing[no] = end;
            merged.set(no, no != end);
            done.set(no);
        }
    }

    private int first(List<Integer> circle) {
        circle.stream().filter(member -> !keys.containsKey(member)).forEach(keysWanted::add);
        return Collections.min(circle, Comparator.comparing(member -> keys.getOrDefault(member, "")));
    }

    /** The persons whose keys are needed to resolve a circle, and are not known yet. */
    Set<Integer> keysWanted() {
        return Set.copyOf(keysWanted);
    }

    /** How often the effective numbers were computed. As long as it is the same, so are they. */
    public int generation() {
        return generation;
    }

    /** The effective number of a person. */
    public int standsFor(int no) {
        return no < standing.length ? standing[no] : no;
    }

    /** The effective numbers of persons as they are now; later merges do not change what it answers. */
    public IntUnaryOperator now() {
        var settled = standing;
        return no -> no < settled.length ? settled[no] : no;
    }

    /** The other numbers that are mapped to this one. */
    public int[] mergedInto(int no) {
        return joined.get(no) ? others.getOrDefault(no, NOBODY) : NOBODY;
    }

    /** Maps all persons to their effective numbers. Changes and returns the set. */
    public BitSet resolve(BitSet numbers) {
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
