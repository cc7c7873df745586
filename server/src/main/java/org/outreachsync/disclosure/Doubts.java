package org.outreachsync.disclosure;

import java.util.List;

/** Sees to it that enough remains open about small counts. */
final class Doubts {

    private final Knowledge knowledge;
    private final OtherTables others;
    private final Proofs proofs;
    private final long[] reaches;
    private final long[] spreads;

    Doubts(Knowledge knowledge, Policy policy, Order order) {
        this.knowledge = knowledge;
        this.others = new OtherTables(knowledge, order);
        this.reaches = new long[knowledge.count()];
        this.spreads = new long[knowledge.count()];
        long most = 1;
        for (int number = 0; number < reaches.length; number++) {
            if (knowledge.isSensitive(number)) {
                var doubt = policy.doubt(knowledge.cell(number));
                reaches[number] = Math.max(0, doubt.reach() - knowledge.value(number));
                spreads[number] = doubt.spread();
                most = Math.max(most, Math.max(doubt.reach(), doubt.spread()));
            }
        }
        this.proofs = new Proofs(knowledge, most);
    }

    Proofs proofs() {
        return proofs;
    }

    /** How many partial tables were looked at so far. */
    long steps() {
        return others.steps();
    }

    /** Whether enough is open about a cell, by the proofs found so far. */
    boolean isOpen(int cell) {
        long more = proofs.more(cell);
        return more >= reaches[cell] && more + proofs.less(cell) >= spreads[cell];
    }

    /** Looks for what is missing, and leaves cells out for it if it may. Tells whether enough is open then. */
    boolean open(int cell, Effort effort) {
        extend(cell, 1, reaches[cell], effort);
        if (proofs.more(cell) >= reaches[cell]) {
            extend(cell, -1, Math.min(knowledge.value(cell), spreads[cell] - proofs.more(cell)), effort);
            extend(cell, 1, spreads[cell] - proofs.less(cell), effort);
        }
        return isOpen(cell);
    }

    /**
     * Looks for persons who could be counted otherwise by a cell, and leaves out what it takes. Tells whether enough is
     * open then.
     */
    boolean openByPersons(int cell) {
        var persons = knowledge.companions(cell);
        long goal = Math.max(reaches[cell], spreads[cell]);
        for (var person : persons) {
            others.reset();
            if (follow(cell, goal, person)) {
                add(others.proof());
                return isOpen(cell);
            }
        }
        return openOneByOne(cell, persons) || openOneByOne(cell, knowledge.exchanged(cell));
    }

    private boolean openOneByOne(int cell, List<Companions.Person> persons) {
        boolean isFound = true;
        while (isFound && !isOpen(cell)) {
            isFound = oneMore(cell, 1, persons) || oneMore(cell, -1, persons);
        }
        return isOpen(cell);
    }

    /** Looks for one person more, or less, than in the farthest table found so far. */
    private boolean oneMore(int cell, int sign, List<Companions.Person> persons) {
        for (var person : persons) {
            goToFarthest(cell, sign);
            if (follow(cell, sign, person)) {
                add(others.proof());
                return true;
            }
        }
        return false;
    }

    private boolean follow(int cell, long by, Companions.Person person) {
        boolean isForward = (by > 0 ? person.joined() : person.left()).get(cell);
        return others.follow(cell, by, isForward ? person : person.reversed());
    }

    /** From the farthest table found so far on, in one step if possible, else in smaller ones. */
    private void extend(int cell, int sign, long goal, Effort effort) {
        long have = sign > 0 ? proofs.more(cell) : proofs.less(cell);
        if (have >= goal) {
            return;
        }
        goToFarthest(cell, sign);
        boolean isFound = false;
        long end = others.steps() + effort.stepsMax();
        long amount = goal - have;
        while (amount > 0 && (effort != Effort.GIVING_BACK || others.steps() < end)) {
            if (others.find(cell, sign * amount, effort)) {
                isFound = true;
                have += amount;
                amount = Math.min(amount, goal - have);
            } else {
                amount /= 2;
            }
        }
        if (isFound) {
            add(others.proof());
        }
    }

    private void goToFarthest(int cell, int sign) {
        others.reset();
        int number = sign > 0 ? proofs.forMore(cell) : proofs.forLess(cell);
        for (int at = 0; at < proofs.count(cell); at++) {
            if (proofs.proof(cell, at) == number) {
                var proof = proofs.all().get(number);
                boolean isUp = proof.change(proofs.place(cell, at)) > 0 == sign > 0;
                others.goTo(proof, isUp ? proof.up() : -proof.down());
            }
        }
    }

    private void add(Proof proof) {
        for (int at = 0; at < proof.size(); at++) {
            int cell = proof.cell(at);
            if (!knowledge.has(cell, knowledge.value(cell) + proof.change(at))) {
                knowledge.leaveOut(cell);
            }
        }
        proofs.add(proof);
    }
}
