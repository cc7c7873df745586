package org.outreachsync.export.safety;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.outreachsync.indicator.catalogue.Inclusions;
import org.outreachsync.indicator.catalogue.Operand;

/** Which subjects count the same of more people, which are sums of others, and which may be related at all. */
final class SubjectRelations {

    private final Subjects subjects;
    private final BitSet[] wider;
    private final int[][] summands;
    private final int[] parents;

    SubjectRelations(Subjects subjects) {
        this.subjects = subjects;
        this.wider = new BitSet[subjects.count()];
        this.summands = new int[subjects.count()][];
        this.parents = IntStream.range(0, subjects.count()).toArray();
        for (int one = 0; one < wider.length; one++) {
            var quantity = subjects.quantity(one);
            wider[one] = new BitSet();
            for (int other = 0; other < wider.length; other++) {
                wider[one].set(other, isLimited(quantity, subjects.quantity(other)));
                if (subjects.kind(one) == subjects.kind(other)) {
                    join(one, other);
                }
            }
            summands[one] = summands(subjects, quantity, subjects.project(one));
            for (int other = wider[one].nextSetBit(0); other >= 0; other = wider[one].nextSetBit(other + 1)) {
                join(one, other);
            }
            for (int summand : summands[one]) {
                join(one, summand);
            }
        }
    }

    private static int[] summands(Subjects subjects, Quantity whole, int project) {
        if (measuresOf(whole) < 2 || !(whole.operand() instanceof Operand.Sum(var measures))) {
            return new int[0];
        }
        return measures.stream()
                .distinct()
                .map(measure -> Quantity.of(new Operand.Sum(List.of(measure)), whole.only()))
                // By their names in full, in which more follows after this sign.
                .sorted(Comparator.comparing(quantity -> quantity.name() + "|"))
                .mapToInt(quantity -> subjects.find(quantity.name(), project))
                .filter(subject -> subject != Numbering.NONE)
                .toArray();
    }

    /** How many measures are summed; 0 for what is no sum. */
    static int measuresOf(Quantity quantity) {
        return quantity.operand() instanceof Operand.Sum(var measures) ? measures.size() : 0;
    }

    /** Whether one counts what the other counts, of fewer people. */
    static boolean isLimited(Quantity one, Quantity other) {
        return one.operand().equals(other.operand())
                && !one.only().equals(other.only())
                && Inclusions.isPart(one.only(), other.only());
    }

    /** Whether one counts one of the measures that the other sums. */
    static boolean isSummand(Quantity one, Quantity other) {
        return one.operand() instanceof Operand.Sum(var alone)
                && other.operand() instanceof Operand.Sum(var several)
                && alone.size() == 1
                && several.size() > 1
                && several.containsAll(alone)
                && one.only().equals(other.only());
    }

    /** Two subjects may be related. */
    void join(int one, int other) {
        parents[kin(other)] = kin(one);
    }

    /**
     * Subjects whose people are among those of others are related, unless too many counts would be.
     *
     * @param sizes how many counts each subject has
     * @param sizeMax how many may be related by this
     */
    void join(Kinds kinds, int[] sizes, int sizeMax) {
        var all = new int[parents.length];
        for (int subject = 0; subject < all.length; subject++) {
            all[kin(subject)] += sizes[subject];
        }
        for (int one = 0; one < all.length; one++) {
            for (int other = 0; other < all.length; other++) {
                int first = kin(one);
                int second = kin(other);
                boolean isWithin = kinds.isWithin(subjects.kind(one), subjects.kind(other));
                if (first != second && isWithin && all[first] + all[second] <= sizeMax) {
                    all[first] += all[second];
                    join(one, other);
                }
            }
        }
    }

    /** The subject that stands for all that may be related to one. */
    int kin(int subject) {
        int found = subject;
        while (parents[found] != found) {
            found = parents[found];
        }
        return found;
    }

    /** Those that count the same of more people. */
    BitSet wider(int subject) {
        return wider[subject];
    }

    /** Of a sum of several measures, those that count one of them. */
    int[] summands(int subject) {
        return summands[subject];
    }
}
