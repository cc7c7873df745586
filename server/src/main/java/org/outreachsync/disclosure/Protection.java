package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.OtherTables.Found;
import org.outreachsync.disclosure.Policy.Doubt;

/** Makes tables safe by one policy. */
public final class Protection {

    /** Relations between a cell and those that are given up for it at the most. */
    private static final int HOPS_MAX = 4;

    private final Policy policy;

    /** Protection by this policy. */
    public Protection(Policy policy) {
        this.policy = policy;
    }

    /**
     * Decides what is told of each cell. What is left out for one cell only adds to the doubt about all others, so one
     * pass is enough; then whatever turns out not to have been needed is told after all.
     */
    public Release of(Table table) {
        var told = new LinkedHashMap<String, Told>();
        table.cells().values().stream().filter(Cell::isTold).forEach(cell -> told.put(cell.name(), policy.first(cell)));
        var knowledge = new Knowledge(table, told);
        var pass = new Pass(knowledge, told);
        var unsafe = IntStream.range(0, knowledge.cells().size())
                .filter(cell -> knowledge.cells().get(cell).isSensitive())
                .filter(cell -> !pass.protect(cell))
                .mapToObj(cell -> knowledge.cells().get(cell).name())
                .toList();
        if (!unsafe.isEmpty()) {
            return new Release.Unsafe(unsafe);
        }
        pass.giveBack();
        return new Release.Safe(told);
    }

    private final class Pass {

        private final Knowledge knowledge;
        private final OtherTables others;
        private final Map<String, Told> told;
        private final SortedMap<Integer, List<Found>> proofs = new TreeMap<>();

        Pass(Knowledge knowledge, Map<String, Told> told) {
            this.knowledge = knowledge;
            this.others = new OtherTables(knowledge);
            this.told = told;
        }

        /** Whether enough about the cell remains open, if need be after others were left out. */
        boolean protect(int cell) {
            var doubt = policy.doubt(knowledge.cells().get(cell));
            var found = find(cell, doubt, false, OtherTables.STEPS_AS_TOLD_MAX);
            for (int hops = 0; found == null && hops <= HOPS_MAX; hops++) {
                leaveOutAround(cell, hops);
                found = find(cell, doubt, true, hops < HOPS_MAX ? OtherTables.STEPS_MAX : OtherTables.STEPS_LAST_MAX);
            }
            if (found == null) {
                return false;
            }
            found.stream().flatMap(other -> other.leftOut().stream()).forEach(this::leaveOut);
            proofs.put(cell, found);
            return true;
        }

        /** Gives up cells near a cell for which no way was found to leave out few. */
        private void leaveOutAround(int cell, int hops) {
            var near = new TreeSet<Integer>(Set.of(cell));
            for (int hop = 0; hop < hops; hop++) {
                for (int one : List.copyOf(near)) {
                    Arrays.stream(knowledge.linksOf(one))
                            .mapToObj(knowledge::link)
                            .forEach(link -> Arrays.stream(link.cells()).forEach(near::add));
                }
            }
            if (hops > 0) {
                near.stream().filter(knowledge::mayLeaveOut).forEach(this::leaveOut);
            }
        }

        private void leaveOut(int cell) {
            var left = new Told.LeftOut();
            told.put(knowledge.cells().get(cell).name(), left);
            knowledge.tell(cell, left);
        }

        /** Tells each cell after all without which enough about all others remains open, the most valuable first. */
        void giveBack() {
            IntStream.range(0, knowledge.cells().size())
                    .filter(cell -> isGivenUp(knowledge.cells().get(cell)))
                    .boxed()
                    .sorted(Comparator.comparing(knowledge::cost).reversed())
                    .forEach(this::giveBack);
        }

        private boolean isGivenUp(Cell cell) {
            return told.get(cell.name()) instanceof Told.LeftOut && !(policy.first(cell) instanceof Told.LeftOut);
        }

        private void giveBack(int number) {
            var cell = knowledge.cells().get(number);
            knowledge.tell(number, policy.first(cell));
            var again = new TreeMap<Integer, List<Found>>();
            for (var proof : proofs.entrySet()) {
                if (proof.getValue().stream().anyMatch(other -> contradicts(other, number))) {
                    int sensitive = proof.getKey();
                    var found = find(
                            sensitive,
                            policy.doubt(knowledge.cells().get(sensitive)),
                            false,
                            OtherTables.STEPS_AS_TOLD_MAX);
                    if (found == null) {
                        knowledge.tell(number, new Told.LeftOut());
                        return;
                    }
                    again.put(sensitive, found);
                }
            }
            proofs.putAll(again);
            told.put(cell.name(), policy.first(cell));
        }

        private boolean contradicts(Found other, int cell) {
            var change = other.changes().get(cell);
            return change != null && !knowledge.range(cell).has(knowledge.value(cell) + change);
        }

        /** One table with more in the cell, one with less, or either, as far apart as the doubt asks. */
        private @Nullable List<Found> find(int cell, Doubt doubt, boolean mayLeaveOut, int stepsMax) {
            long value = knowledge.value(cell);
            long up = Math.max(doubt.spread(), doubt.reach() - value);
            long upLeast = Math.max(0, doubt.reach() - value);
            for (; up >= upLeast; up--) {
                long down = Math.max(0, doubt.spread() - up);
                var pair = down > value ? null : pair(cell, up, down, mayLeaveOut, stepsMax);
                if (pair != null) {
                    return pair;
                }
            }
            return null;
        }

        private @Nullable List<Found> pair(int cell, long up, long down, boolean mayLeaveOut, int stepsMax) {
            var pair = new ArrayList<Found>();
            for (long by : new long[] {up, -down}) {
                if (by != 0) {
                    var found = others.find(cell, by, mayLeaveOut, stepsMax);
                    if (found == null) {
                        return null;
                    }
                    pair.add(found);
                }
            }
            return pair;
        }
    }
}
