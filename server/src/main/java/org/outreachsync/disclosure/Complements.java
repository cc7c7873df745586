package org.outreachsync.disclosure;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Chooses which cells are left out besides small counts. */
final class Complements {

    /** Relations between a cell and those that are left out for it at the most. */
    private static final int HOPS_MAX = 4;

    private final Knowledge knowledge;
    private final Policy policy;
    private final Order order;
    private final Doubts doubts;
    private final long stepsMax;

    /**
     * None chosen yet.
     *
     * @param stepsMax how many partial tables it looks at in all, about
     */
    Complements(Knowledge knowledge, Policy policy, Order order, long stepsMax) {
        this.knowledge = knowledge;
        this.policy = policy;
        this.order = order;
        this.doubts = new Doubts(knowledge, policy, order);
        this.stepsMax = stepsMax;
    }

    Doubts doubts() {
        return doubts;
    }

    /** Leaves out others until enough about a cell is open. Tells whether it is. */
    boolean protect(int cell) {
        if (doubts.isOpen(cell) || doubts.open(cell, Effort.AS_TOLD) || doubts.open(cell, Effort.CHEAPLY)) {
            return true;
        }
        if (doubts.openByPersons(cell)) {
            return true;
        }
        for (int hops = 1; hops <= HOPS_MAX && doubts.steps() < stepsMax; hops++) {
            leaveOutAround(cell, hops);
            if (doubts.open(cell, hops == 1 ? Effort.ANYHOW : Effort.AT_LAST)) {
                return true;
            }
        }
        return false;
    }

    private void leaveOutAround(int cell, int hops) {
        var links = knowledge.links();
        var near = new BitSet();
        near.set(cell);
        for (int hop = 0; hop < hops; hop++) {
            for (int one : near.stream().toArray()) {
                for (int at = links.startOf(one); at < links.startOf(one + 1); at++) {
                    int link = links.linkOf(at);
                    for (int in = links.start(link); in < links.start(link + 1); in++) {
                        near.set(links.cell(in));
                    }
                }
            }
        }
        near.stream().filter(knowledge::mayLeaveOut).forEach(knowledge::leaveOut);
    }

    /** Tells each cell after all without which enough about all others remains open, the most valuable first. */
    void giveBack() {
        IntStream.range(0, knowledge.count())
                .filter(this::isGivenUp)
                .boxed()
                .sorted(Comparator.comparingLong((Integer cell) -> order.cost(cell))
                        .reversed())
                .forEach(this::giveBack);
    }

    private boolean isGivenUp(int cell) {
        var one = knowledge.cell(cell);
        return one.isTold() && knowledge.isLeftOut(cell) && !(policy.first(one) instanceof Told.LeftOut);
    }

    private void giveBack(int cell) {
        knowledge.tell(cell, policy.first(knowledge.cell(cell)));
        var proofs = doubts.proofs();
        int count = proofs.count(cell);
        var affected = new BitSet();
        for (int at = 0; at < count; at++) {
            int number = proofs.proof(cell, at);
            if (proofs.isShortened(number)) {
                addThoseWhoNeed(number, affected);
            }
        }
        boolean isSafe = affected.isEmpty() || doubts.steps() < stepsMax;
        int tried = -1;
        while (isSafe && affected.nextSetBit(tried + 1) >= 0) {
            tried = affected.nextSetBit(tried + 1);
            proofs.recount(tried);
            isSafe = doubts.isOpen(tried) || doubts.open(tried, Effort.GIVING_BACK);
        }
        if (!isSafe) {
            knowledge.leaveOut(cell);
            for (int at = 0; at < count; at++) {
                proofs.isShortened(proofs.proof(cell, at));
            }
            affected.stream().forEach(proofs::recount);
        }
    }

    private void addThoseWhoNeed(int number, BitSet affected) {
        var proofs = doubts.proofs();
        var proof = proofs.all().get(number);
        for (int at = 0; at < proof.size(); at++) {
            int cell = proof.cell(at);
            if (knowledge.isSensitive(cell) && (proofs.forMore(cell) == number || proofs.forLess(cell) == number)) {
                affected.set(cell);
            }
        }
    }
}
