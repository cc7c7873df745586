package org.outreachsync.indicator.cube;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.outreachsync.indicator.person.Persons;

/** Looks persons up by their numbers. */
final class NumberedPersons {

    /** The largest gap between wanted numbers that is read in one range. */
    private static final int GAP_MAX = 1_000;

    private final Persons persons;

    NumberedPersons(Persons persons) {
        this.persons = persons;
    }

    List<Persons.Person> find(BitSet wanted) {
        var found = new ArrayList<Persons.Person>();
        var numbers = new BitSet();
        wanted.stream().forEach(no -> {
            var person = persons.remembered(no);
            if (person == null) {
                numbers.set(no);
            } else {
                found.add(person);
            }
        });
        int from = numbers.nextSetBit(0);
        while (from >= 0) {
            int to = from;
            int next = numbers.nextSetBit(to + 1);
            while (next >= 0 && next - to <= GAP_MAX) {
                to = next;
                next = numbers.nextSetBit(to + 1);
            }
            persons.numbered(from, to).stream()
                    .filter(person -> numbers.get(person.no()))
                    .forEach(found::add);
            from = next;
        }
        return found;
    }
}
