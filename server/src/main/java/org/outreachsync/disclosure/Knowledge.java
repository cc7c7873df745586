package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as recipients see it: for each cell what it can be, and which relations hold. Cells are numbered. */
final class Knowledge {

    private static final int LIMITS = 4;
    private static final int MOST = 1;
    private static final int LEAST_LEFT_OUT = 2;
    private static final int MOST_LEFT_OUT = 3;

    private final List<Cell> cells;
    private final Links links;
    private final Told[] told;
    private final long[] values;
    private final boolean[] isSensitive;
    private final boolean[] isSilenceTrue;
    /**
     * Of each cell the least and the most that recipients hold possible, and the same if it were left out. They stand
     * together, because a search asks for all of them, of cells that are far from each other.
     */
    private final long[] limits;

    private final Companions companions;
    private final Silence silence;

    /** What recipients know once each cell is told by the first rule of a policy, unless all are left out at first. */
    Knowledge(Table table, Policy policy, Silence silence) {
        this.cells = table.cells();
        this.silence = silence;
        int count = cells.size();
        this.told = new Told[count];
        this.values = new long[count];
        this.isSensitive = new boolean[count];
        this.isSilenceTrue = new boolean[count];
        this.limits = new long[LIMITS * count];
        this.companions = table.companions();
        for (int number = 0; number < count; number++) {
            var cell = cells.get(number);
            values[number] = cell.value();
            isSensitive[number] = cell.isSensitive();
            var known = table.known(number);
            var unsaid = silence.leftOut(cell).range();
            isSilenceTrue[number] = unsaid.has(cell.value());
            var unheard = isSilenceTrue[number] ? known.and(unsaid) : known;
            limits[LIMITS * number + LEAST_LEFT_OUT] = unheard.least();
            limits[LIMITS * number + MOST_LEFT_OUT] = unheard.most();
            tell(number, silence.first(cell, policy));
        }
        this.links = new Links(table.relations(), values);
    }

    /** From now on recipients get this of the cell. */
    void tell(int cell, Told news) {
        told[cell] = news;
        var range = news.range();
        int at = LIMITS * cell;
        limits[at] = Math.max(range.least(), limits[at + LEAST_LEFT_OUT]);
        limits[at + MOST] = Math.min(range.most(), limits[at + MOST_LEFT_OUT]);
    }

    void leaveOut(int cell) {
        tell(cell, silence.leftOut(cells.get(cell)));
    }

    /** What recipients get of each cell, by number; null where a cell is not to be told. */
    List<@Nullable Told> told() {
        var all = new ArrayList<@Nullable Told>(told.length);
        for (int number = 0; number < told.length; number++) {
            all.add(cells.get(number).isTold() ? told[number] : null);
        }
        return Collections.unmodifiableList(all);
    }

    /** Guesses who may be counted otherwise by a cell. */
    List<Companions.Person> companions(int cell) {
        return companions.of(cell);
    }

    /** The same, while somebody else is counted the other way. */
    List<Companions.Person> exchanged(int cell) {
        return companions.exchanged(cell);
    }

    int count() {
        return values.length;
    }

    Links links() {
        return links;
    }

    Cell cell(int cell) {
        return cells.get(cell);
    }

    boolean isSensitive(int cell) {
        return isSensitive[cell];
    }

    boolean isLeftOut(int cell) {
        return told[cell] instanceof Told.LeftOut;
    }

    long value(int cell) {
        return values[cell];
    }

    /** The true counts. */
    long[] values() {
        return values.clone();
    }

    /** The least that recipients hold possible. */
    long least(int cell) {
        return limits[LIMITS * cell];
    }

    /** The most that recipients hold possible. */
    long most(int cell) {
        return limits[LIMITS * cell + MOST];
    }

    /** Whether recipients hold this count possible. */
    boolean has(int cell, long value) {
        int at = LIMITS * cell;
        return limits[at] <= value && value <= limits[at + MOST];
    }

    /** Whether leaving the cell out would keep anything from them, and would not be a lie. */
    boolean mayLeaveOut(int cell) {
        int at = LIMITS * cell;
        boolean isLimited = limits[at] > limits[at + LEAST_LEFT_OUT] || limits[at + MOST] < limits[at + MOST_LEFT_OUT];
        return isLimited && isSilenceTrue[cell];
    }

    /** Whether recipients would hold this count possible if the cell were left out. */
    boolean couldHave(int cell, long value) {
        int at = LIMITS * cell;
        return limits[at + LEAST_LEFT_OUT] <= value && value <= limits[at + MOST_LEFT_OUT] && mayLeaveOut(cell);
    }
}
