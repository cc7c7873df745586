package org.outreachsync.disclosure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes tables safe by one policy.
 *
 * <p>A recipient may know everything but the secret: all relations, the policy and this program. Which cells are left
 * out therefore depends on a secret where several would do. All destinations that get figures of the same people share
 * one secret: with different ones, each would be told what the other is not.
 */
public final class Protection {

    /** The fewest bytes of a secret. */
    public static final int SECRET_MIN = 16;

    /** How often cells are tried again. */
    private static final int ROUNDS_MAX = 3;

    private static final long STEPS_MAX = 200_000;
    private static final long STEPS_OF_A_CELL_MAX = 200;

    private final Policy policy;
    private final byte[] secret;

    /**
     * Protection by this policy.
     *
     * @param secret random bytes of the programme, kept as long as its exports are to be rebuilt: the same table,
     *     policy and secret give the same release
     * @throws IllegalArgumentException when the secret is shorter than {@link #SECRET_MIN}
     */
    public Protection(Policy policy, byte[] secret) {
        if (secret.length < SECRET_MIN) {
            throw new IllegalArgumentException("a secret has " + SECRET_MIN + " bytes or more, not " + secret.length);
        }
        this.policy = policy;
        this.secret = secret.clone();
    }

    /**
     * Decides what is told of each cell. What is left out for one cell only adds to the doubt about all others, so a
     * protected cell stays protected, and only the others are tried again. Then whatever turns out not to have been
     * needed is told after all. Where zeros tell too much beside what recipients know, they may be left out as well,
     * and in the end everything is.
     *
     * @throws IllegalStateException when the audit finds a mistake of this package; nothing may be published then
     */
    public Release of(Table table) {
        int count = table.cells().size();
        if (count > Table.CELLS_MAX) {
            return new Release.TooLarge(count, Table.CELLS_MAX);
        }
        Release release = new Release.Unsafe(List.of());
        for (var silence : Silence.values()) {
            release = of(table, silence);
            if (release instanceof Release.Safe) {
                break;
            }
        }
        return release;
    }

    private Release of(Table table, Silence silence) {
        int count = table.cells().size();
        var knowledge = new Knowledge(table, policy, silence);
        var order = new Order(knowledge, secret);
        var complements = new Complements(knowledge, policy, order, STEPS_MAX + STEPS_OF_A_CELL_MAX * count);
        int[] unsafe = unprotected(IntStream.range(0, count).filter(knowledge::isSensitive), complements);
        int before = count;
        // Tables that were found for others may serve a cell, too, or lead further.
        for (int round = 0; round < ROUNDS_MAX && unsafe.length > 0 && unsafe.length < before; round++) {
            before = unsafe.length;
            unsafe = unprotected(Arrays.stream(unsafe), complements);
        }
        if (unsafe.length > 0) {
            return new Release.Unsafe(Arrays.stream(unsafe)
                    .mapToObj(cell -> knowledge.cell(cell).name())
                    .toList());
        }
        complements.giveBack();
        var told = knowledge.told();
        new Audit(table, policy, told).check(complements.doubts().proofs().all());
        return new Release.Safe(table.cells(), told);
    }

    private static int[] unprotected(IntStream cells, Complements complements) {
        return cells.filter(cell -> !complements.protect(cell)).toArray();
    }
}
