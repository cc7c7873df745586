package org.outreachsync.indicator.cube;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Sex, birth year and populations of persons by their numbers, in flat arrays. Not thread-safe. */
public final class Attributes {

    /** The greatest code of the list {@code sex}. */
    public static final int SEX_MAX = 255;

    private static final int FIRST_SIZE = 1_024;

    private byte[] sexes = new byte[FIRST_SIZE];
    private short[] birthYears = new short[FIRST_SIZE];
    private int[] firstPopulations = new int[FIRST_SIZE];
    private final TreeMap<Integer, BitSet> bySex = new TreeMap<>();
    private final TreeMap<Integer, BitSet> byPopulation = new TreeMap<>();

    /** Replaces the attributes of a person; populations are codes. */
    void set(int no, int sex, int birthYear, NavigableSet<Integer> populations) {
        if (no >= sexes.length) {
            int size = Math.max(no + 1, 2 * sexes.length);
            sexes = Arrays.copyOf(sexes, size);
            birthYears = Arrays.copyOf(birthYears, size);
            firstPopulations = Arrays.copyOf(firstPopulations, size);
        }
        bySex.computeIfAbsent(sex(no), unseen -> new BitSet()).clear(no);
        sexes[no] = (byte) Math.min(sex, SEX_MAX);
        bySex.computeIfAbsent(sex(no), unseen -> new BitSet()).set(no);
        birthYears[no] = (short) birthYear;
        if (firstPopulations[no] != 0) {
            byPopulation.values().forEach(members -> members.clear(no));
        }
        firstPopulations[no] = populations.isEmpty() ? 0 : populations.first();
        populations.forEach(population ->
                byPopulation.computeIfAbsent(population, unseen -> new BitSet()).set(no));
    }

    /** A code of the list {@code sex}; 0 while unknown. */
    public int sex(int no) {
        return no < sexes.length ? Byte.toUnsignedInt(sexes[no]) : 0;
    }

    /** 0 while unknown. */
    public int birthYear(int no) {
        return no < birthYears.length ? birthYears[no] : 0;
    }

    /** The smallest code among a person's populations; 0 for none. */
    public int firstPopulation(int no) {
        return no < firstPopulations.length ? firstPopulations[no] : 0;
    }

    /** The greatest population code of all persons; 0 for none. */
    public int populationMax() {
        return byPopulation.isEmpty() ? 0 : byPopulation.lastKey();
    }

    /**
     * The persons with any of these sexes; for unknown, those who were ever {@link #set}. The caller may change the
     * set.
     */
    public BitSet ofSexes(Set<Integer> wanted) {
        return any(bySex, wanted);
    }

    /** The persons in any of these populations. The caller may change the set. */
    public BitSet ofPopulations(Set<Integer> wanted) {
        return any(byPopulation, wanted);
    }

    private static BitSet any(Map<Integer, BitSet> by, Set<Integer> wanted) {
        var members = new BitSet();
        wanted.stream().map(by::get).filter(Objects::nonNull).forEach(members::or);
        return members;
    }
}
