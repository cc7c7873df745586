package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.indicator.catalogue.Inclusions;
import org.outreachsync.indicator.catalogue.Operand;

/** Which counts of people contain which others: everybody in the one is in the other, of the same area and days. */
final class Kinds {

    private final List<Quantity> quantities;
    private final BitSet[] wider;
    private int[][] next = {};

    /** Knows yet what follows from definitions. */
    Kinds(List<Quantity> quantities, Inclusions inclusions) {
        this.quantities = quantities;
        this.wider = new BitSet[quantities.size()];
        for (int one = 0; one < wider.length; one++) {
            wider[one] = new BitSet();
            for (int other = 0; other < wider.length; other++) {
                if (one != other && isPart(quantities.get(one), quantities.get(other), inclusions)) {
                    add(one, other);
                }
            }
        }
    }

    private static boolean isPart(Quantity part, Quantity whole, Inclusions inclusions) {
        return part.operand() instanceof Operand.Persons(var some)
                && whole.operand() instanceof Operand.Persons(var all)
                && Inclusions.isPart(part.only(), whole.only())
                && inclusions.isPart(some, all);
    }

    /** Everybody in the part is in the whole, too. */
    void add(int part, int whole) {
        if (!quantities.get(part).addsUp() && !quantities.get(whole).addsUp()) {
            wider[part].set(whole);
        }
    }

    /** All are added. */
    void complete() {
        for (int between = 0; between < wider.length; between++) {
            for (var one : wider) {
                if (one.get(between)) {
                    one.or(wider[between]);
                }
            }
        }
        next = new int[wider.length][];
        Arrays.setAll(next, this::next);
    }

    /** Those that contain one, without those that contain another one of them. */
    private int[] next(int kind) {
        return wider[kind].stream()
                .filter(one -> one != kind)
                .filter(one -> wider[kind].stream()
                        .noneMatch(between -> between != kind && between != one && isBetween(between, one)))
                .toArray();
    }

    /** Of two that contain each other, the first is in the second. */
    private boolean isBetween(int kind, int other) {
        return wider[kind].get(other) && (kind < other || !wider[other].get(kind));
    }

    int count() {
        return wider.length;
    }

    Quantity quantity(int kind) {
        return quantities.get(kind);
    }

    /** The kinds that contain one directly. */
    int[] above(int kind) {
        return next[kind];
    }

    /** Whether everybody in one is in the other. */
    boolean isWithin(int kind, int other) {
        return kind == other || wider[kind].get(other);
    }
}
