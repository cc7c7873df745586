package org.outreachsync.indicator.catalogue;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;

/** What must hold of a record for it to count. */
public sealed interface Condition {

    /** Whether it holds of a record as it is shown. */
    boolean holds(SortedMap<Path, Value> record);

    /** A field has one of some codes, or, turned round, none of them. An unfilled field has none. */
    record Has(int field, boolean repeated, Set<Integer> codes, boolean turned) implements Condition {

        public Has {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            boolean has = repeated
                    ? codes.stream()
                            .anyMatch(code -> record.getOrDefault(Path.element(field, code), Value.absent())
                                    .isPresent())
                    : codes.contains((int) number(record, Path.field(field), 0));
            return has != turned;
        }
    }

    /** A flag is set, or, turned round, is not. */
    record IsTrue(int field, boolean turned) implements Condition {
        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            return (number(record, Path.field(field), 0) == 1) != turned;
        }
    }

    /** A field is filled, or, turned round, empty. */
    record Filled(int field, boolean turned) implements Condition {
        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            boolean filled = record.subMap(Path.field(field), Path.field(field + 1)).values().stream()
                    .anyMatch(Value::isPresent);
            return filled != turned;
        }
    }

    /** A number lies between two bounds, both inclusive. An unfilled field lies nowhere. */
    record Between(int field, long low, long high) implements Condition {
        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            var value = record.getOrDefault(Path.field(field), Value.absent());
            return value.isPresent() && value.asLong(0) >= low && value.asLong(0) <= high;
        }
    }

    /**
     * The sum of a part over the lines of some codes is above a bound: for one person, and as much again for each that
     * the count {@code others} names; 0 names none.
     */
    record LinesAbove(int field, int part, Set<Integer> codes, long bound, int others) implements Condition {

        public LinesAbove {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            return record.subMap(Path.field(field), Path.field(field + 1)).entrySet().stream()
                            .filter(entry -> isPart(entry, part, codes))
                            .mapToLong(entry -> entry.getValue().asLong(0))
                            .sum()
                    > bound * (1 + (others == 0 ? 0 : number(record, Path.field(others), 0)));
        }
    }

    /** A day follows another by at most this many days, and both are there; or, turned round, not so. */
    record Within(int field, long days, int after, boolean turned) implements Condition {
        @Override
        public boolean holds(SortedMap<Path, Value> record) {
            var later = record.getOrDefault(Path.field(field), Value.absent());
            var earlier = record.getOrDefault(Path.field(after), Value.absent());
            long passed = later.asLong(0) - earlier.asLong(0);
            return (later.isPresent() && earlier.isPresent() && passed >= 0 && passed <= days) != turned;
        }
    }

    /** Whether a register is this part of a line of one of these codes. */
    static boolean isPart(Map.Entry<Path, Value> register, int part, Set<Integer> codes) {
        return register.getKey().sub() == part
                && codes.contains(register.getKey().element());
    }

    private static long number(SortedMap<Path, Value> record, Path path, long otherwise) {
        return record.getOrDefault(path, Value.absent()).asLong(otherwise);
    }
}
