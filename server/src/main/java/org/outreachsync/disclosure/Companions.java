package org.outreachsync.disclosure;

import java.util.BitSet;
import java.util.List;

/**
 * Knows which cells may count the same person. Whoever is added to a table is added to every cell that counts them: the
 * search for another table follows one person much faster than it finds one cell after the other.
 */
public interface Companions {

    /** Knows none. */
    Companions NONE = new Companions() {
        @Override
        public List<Person> of(int cell) {
            return List.of();
        }

        @Override
        public List<Person> exchanged(int cell) {
            return List.of();
        }
    };

    /**
     * Somebody who is counted otherwise in another table.
     *
     * @param joined the numbers of the cells that may count them there, and not here
     * @param left the numbers of those that may count them here, and not there
     */
    record Person(BitSet joined, BitSet left) {

        /** The same person, who is counted as there here, and as here there. */
        Person reversed() {
            return new Person(left, joined);
        }

        /** This person, while another one is counted the other way. */
        public Person exchangedFor(Person other) {
            var joins = union(joined, other.left);
            var leaves = union(left, other.joined);
            var both = (BitSet) joins.clone();
            both.and(leaves);
            joins.andNot(both);
            leaves.andNot(both);
            return new Person(joins, leaves);
        }

        private static BitSet union(BitSet some, BitSet others) {
            var all = (BitSet) some.clone();
            all.or(others);
            return all;
        }
    }

    /**
     * Somebody whom this cell would count, or would no longer count. A few guesses, the best first; a wrong guess costs
     * time only, because every table found is checked against all relations.
     */
    List<Person> of(int cell);

    /**
     * The same, while somebody else is counted the other way, so that what counts both remains as it is. They take
     * longer to guess.
     */
    List<Person> exchanged(int cell);
}
