package org.outreachsync.indicator.catalogue;

import java.util.Set;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;

/** A condition that a record must meet to count. */
public sealed interface Condition {

    /** Whether it holds for the shown values of a record. */
    boolean holds(PathMap<Value> record);

    /** A field has one of some codes, or, if negated, none of them. An empty field has none. */
    record Has(int field, boolean repeated, Set<Integer> codes, boolean turned) implements Condition {

        public Has {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holds(PathMap<Value> record) {
            boolean has = repeated ? hasElement(record) : codes.contains((int) number(record, Path.field(field), 0));
            return has != turned;
        }

        private boolean hasElement(PathMap<Value> record) {
            for (int at = record.firstOf(field), end = record.endOf(field); at < end; at++) {
                var path = record.pathAt(at);
                if (path.sub() == 0 && record.valueAt(at).isPresent() && codes.contains(path.element())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A flag is true, or, if negated, is not. */
    record IsTrue(int field, boolean turned) implements Condition {
        @Override
        public boolean holds(PathMap<Value> record) {
            return (number(record, Path.field(field), 0) == 1) != turned;
        }
    }

    /** A field is filled, or, if negated, empty. */
    record Filled(int field, boolean turned) implements Condition {
        @Override
        public boolean holds(PathMap<Value> record) {
            for (int at = record.firstOf(field), end = record.endOf(field); at < end; at++) {
                if (record.valueAt(at).isPresent()) {
                    return !turned;
                }
            }
            return turned;
        }
    }

    /** A number is between two bounds, both inclusive. An empty field never is. */
    record Between(int field, long low, long high) implements Condition {
        @Override
        public boolean holds(PathMap<Value> record) {
            var value = record.getOrDefault(Path.field(field), Value.absent());
            return value.isPresent() && value.asLong(0) >= low && value.asLong(0) <= high;
        }
    }

    /**
     * The sum of a field over the lines with some codes is above a bound. The bound is multiplied by the number of
     * persons: one plus the field {@code others}; 0 stands for no such field.
     */
    record LinesAbove(int field, int part, Set<Integer> codes, long bound, int others) implements Condition {

        public LinesAbove {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holds(PathMap<Value> record) {
            long sum = 0;
            for (int at = record.firstOf(field), end = record.endOf(field); at < end; at++) {
                if (isPart(record.pathAt(at), part, codes)) {
                    sum += record.valueAt(at).asLong(0);
                }
            }
            return sum > bound * (1 + (others == 0 ? 0 : number(record, Path.field(others), 0)));
        }
    }

    /** Both days are filled, and one follows the other by at most this many days; or, if negated, not. */
    record Within(int field, long days, int after, boolean turned) implements Condition {
        @Override
        public boolean holds(PathMap<Value> record) {
            var later = record.getOrDefault(Path.field(field), Value.absent());
            var earlier = record.getOrDefault(Path.field(after), Value.absent());
            long passed = later.asLong(0) - earlier.asLong(0);
            return (later.isPresent() && earlier.isPresent() && passed >= 0 && passed <= days) != turned;
        }
    }

    /** Whether a register is this field of a line with one of these codes. */
    private static boolean isPart(Path register, int part, Set<Integer> codes) {
        return register.sub() == part && codes.contains(register.element());
    }

    private static long number(PathMap<Value> record, Path path, long otherwise) {
        return record.getOrDefault(path, Value.absent()).asLong(otherwise);
    }
}
