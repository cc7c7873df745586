package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a release once more, from the table and what is told alone: that each proof agrees with all relations and with
 * all that recipients know, and that by these proofs enough is open about each small count. It shares no figure with
 * the search, so that a mistake there cannot publish an unsafe table.
 */
final class Audit {

    private final Policy policy;
    private final List<Cell> cells;
    private final List<Relation> relations;
    private final long[] least;
    private final long[] most;
    private final int[][] members;
    private final List<List<Integer>> relationsOf = new ArrayList<>();
    private final long[] changes;
    private final boolean[] isChecked;
    private final long[] lowest;
    private final long[] highest;

    Audit(Table table, Policy policy, Map<String, Told> told) {
        this.policy = policy;
        this.cells = List.copyOf(table.cells().values());
        this.relations = table.relations();
        int count = cells.size();
        this.least = new long[count];
        this.most = new long[count];
        this.lowest = new long[count];
        this.highest = new long[count];
        this.changes = new long[count];
        this.isChecked = new boolean[relations.size()];
        var numbers = HashMap.<String, Integer>newHashMap(count);
        for (int number = 0; number < count; number++) {
            var name = cells.get(number).name();
            var heard = told.get(name);
            var range = heard == null ? table.known(name) : table.known(name).and(heard.range());
            numbers.put(name, number);
            least[number] = range.least();
            most[number] = range.most();
            lowest[number] = cells.get(number).value();
            highest[number] = lowest[number];
            relationsOf.add(new ArrayList<>());
        }
        this.members = new int[relations.size()][];
        for (int number = 0; number < members.length; number++) {
            var names = new ArrayList<>(relations.get(number).wholes());
            names.addAll(relations.get(number).parts());
            members[number] = names.stream()
                    .mapToInt(name -> numbers.getOrDefault(name, -1))
                    .toArray();
            for (int member : members[number]) {
                relationsOf.get(member).add(number);
            }
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
            relationsOf.get(proof.cell(at)).forEach(this::check);
        }
        for (int at = 0; at < proof.size(); at++) {
            changes[proof.cell(at)] = 0;
            relationsOf.get(proof.cell(at)).forEach(relation -> isChecked[relation] = false);
        }
    }

    private void check(int number) {
        if (isChecked[number]) {
            return;
        }
        isChecked[number] = true;
        var relation = relations.get(number);
        int wholes = relation.wholes().size();
        long left = 0;
        long right = 0;
        for (int at = 0; at < members[number].length; at++) {
            int member = members[number][at];
            long value = cells.get(member).value() + changes[member];
            left += at < wholes ? value : 0;
            right += at < wholes ? 0 : value;
        }
        if (relation.isEqual() ? left != right : left > right) {
            throw new IllegalStateException("a proof contradicts relation " + number);
        }
    }
}
