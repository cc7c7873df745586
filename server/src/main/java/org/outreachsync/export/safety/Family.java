package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Companions;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Release;
import org.outreachsync.disclosure.Table;

/** Related cells, which are made safe together. Nothing about them says anything about the cells of other families. */
public final class Family {

    private final Families families;
    private final int[] cells;

    Family(Families families, int[] cells) {
        this.families = families;
        this.cells = cells;
    }

    /** How many cells it has. */
    public int size() {
        return cells.length;
    }

    /** Its table, which is made anew by each call, because it needs much more memory than the family. */
    public Table table() {
        var made = new Cell[cells.length];
        var known = new Range[cells.length];
        for (int number = 0; number < cells.length; number++) {
            made[number] = families.kin().made(cells[number]);
            known[number] = families.kin().known(cells[number]);
        }
        return Table.of(Arrays.asList(made), Arrays.asList(known), families.relations(cells), new Numbered());
    }

    /**
     * Recipients are to get what was told before, and nothing new, wherever something was.
     *
     * @return whether something was
     */
    public boolean repeat() {
        boolean isRepeated = false;
        for (int cell : cells) {
            isRepeated |= !families.kin().isRest(cell) && families.told().repeatIfTold(cell);
        }
        return isRepeated;
    }

    /** Nothing is said of what recipients were to get. */
    public void silence() {
        for (int cell : cells) {
            if (!families.kin().isRest(cell)) {
                families.told().silence(cell);
            }
        }
    }

    /** Whether recipients are to get anything of it now. */
    public boolean isTold() {
        var kin = families.kin();
        return Arrays.stream(cells)
                .anyMatch(cell -> !kin.isRest(cell) && kin.cells().isTold(cell));
    }

    private final class Numbered implements Companions {

        @Override
        public List<Person> of(int number) {
            return numbered(families.samePerson().of(cells[number]));
        }

        @Override
        public List<Person> exchanged(int number) {
            return numbered(new Exchanges(families.samePerson()).of(cells[number]));
        }

        private List<Person> numbered(List<Person> persons) {
            return persons.stream()
                    .map(person -> new Person(numbers(person.joined()), numbers(person.left())))
                    .toList();
        }
    }

    private BitSet numbers(BitSet some) {
        var found = new BitSet(cells.length);
        for (int cell = some.nextSetBit(0); cell >= 0; cell = some.nextSetBit(cell + 1)) {
            // The cells of a family are in order.
            int number = Arrays.binarySearch(cells, cell);
            if (number >= 0) {
                found.set(number);
            }
        }
        return found;
    }

    /** Recipients are to get this. */
    public void tell(Release.Safe release) {
        for (int number = 0; number < cells.length; number++) {
            families.told().tell(cells[number], release.toldOf().get(number));
        }
    }
}
