package org.outreachsync.disclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a release once more, from the table and what is told alone: that each proof agrees with all relations and with
 * all that recipients know, and that by these proofs enough is open about each small count. It shares no figure with
 * the search, so that a mistake there cannot publish an unsafe table.
 */
final class Audit {

    private final Policy policy;
    private final List<Cell> cells;
    private final Relations relations;
    private final Relations.Index index;
    private final long[] least;
    private final long[] most;
    private final long[] changes;
    private final boolean[] isChecked;
    private final long[] lowest;
    private final long[] highest;

    /** @param told what recipients get of each cell; null for nothing */
    Audit(Table table, Policy policy, List<@Nullable Told> told) {
        this.policy = policy;
        this.cells = table.cells();
        this.relations = table.relations();
        int count = cells.size();
        this.index = relations.index(count);
        this.least = new long[count];
        this.most = new long[count];
        this.lowest = new long[count];
        this.highest = new long[count];
        this.changes = new long[count];
        this.isChecked = new boolean[relations.count()];
        for (int number = 0; number < count; number++) {
            var heard = told.get(number);
            var range =
                    heard == null ? table.known(number) : table.known(number).and(heard.range());
            least[number] = range.least();
            most[number] = range.most();
            lowest[number] = cells.get(number).value();
            highest[number] = lowest[number];
        }
    }

    /** @throws IllegalStateException when a proof does not hold, or too little is open about a small count */
    void check(List<Proof> proofs) {
        for (var proof : proofs) {
            check(proof, proof.up());
            check(proof, -proof.down());
        }
        for (int number = 0; number < lowest.length; number++) {
            var cell = cells.get(number);
            var doubt = policy.doubt(cell);
            boolean isOpen = highest[number] >= doubt.reach() && highest[number] - lowest[number] >= doubt.spread();
            if (cell.isSensitive() && !isOpen) {
                throw new IllegalStateException("too little is open about " + cell.name());
            }
        }
    }

    private void check(Proof proof, long times) {
        if (times == 0) {
            return;
        }
        for (int at = 0; at < proof.size(); at++) {
            int number = proof.cell(at);
            long value = cells.get(number).value() + proof.change(at) * times;
            if (value < least[number] || value > most[number]) {
                throw new IllegalStateException(cells.get(number).name() + " cannot be " + value);
            }
            changes[number] = proof.change(at) * times;
            lowest[number] = Math.min(lowest[number], value);
            highest[number] = Math.max(highest[number], value);
        }
        for (int at = 0; at < proof.size(); at++) {
            checkRelationsOf(proof.cell(at));
        }
        for (int at = 0; at < proof.size(); at++) {
            int number = proof.cell(at);
            changes[number] = 0;
            for (int of = index.start(number); of < index.start(number + 1); of++) {
                isChecked[index.relation(of)] = false;
            }
        }
    }

    private void checkRelationsOf(int number) {
        for (int of = index.start(number); of < index.start(number + 1); of++) {
            int relation = index.relation(of);
            if (!isChecked[relation]) {
                isChecked[relation] = true;
                check(relation);
            }
        }
    }

    private void check(int relation) {
        long left = 0;
        long right = 0;
        for (int at = relations.start(relation); at < relations.start(relation + 1); at++) {
            int member = relations.cell(at);
            long value = cells.get(member).value() + changes[member];
            boolean isWhole = at < relations.middle(relation);
            left += isWhole ? value : 0;
            right += isWhole ? 0 : value;
        }
        if (relations.isEqual(relation) ? left != right : left > right) {
            throw new IllegalStateException("a proof contradicts relation " + relation);
        }
    }
}
