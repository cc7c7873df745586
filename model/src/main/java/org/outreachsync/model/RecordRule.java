package org.outreachsync.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several fields of one record.
 *
 * @param code what the tablet is told when it is broken
 * @param warning whether the record stands all the same
 * @param test what must hold
 */
public record RecordRule(String code, boolean warning, Test test) {

    /** What must hold. */
    public sealed interface Test {
        /** The field that a worker is pointed to. */
        String field();

        /** The rule as a plain sentence. */
        String sentence();
    }

    /** At least one alternative is filled; the fields of an alternative count together. */
    public record OneOf(List<List<String>> alternatives) implements Test {
        @Override
        public String field() {
            return alternatives.get(0).get(0);
        }

        @Override
        public String sentence() {
            return "One of these must be filled: "
                    + String.join(
                            " or ",
                            alternatives.stream()
                                    .map(fields -> String.join(" with ", fields))
                                    .collect(Collectors.toList()))
                    + ".";
        }
    }

    /** {@code low} is not after {@code high}; with {@code strict}, before it. Unfilled fields pass. */
    public record Order(String low, String high, boolean strict) implements Test {
        @Override
        public String field() {
            return high;
        }

        @Override
        public String sentence() {
            return high + " must not be before " + low + (strict ? " or on the same day." : ".");
        }
    }

    /** {@code field} is filled only while the condition holds. */
    public record OnlyWith(String field, Condition condition) implements Test {
        @Override
        public String sentence() {
            return field + " may only be filled with a matching entry in " + condition.when() + ".";
        }
    }

    /** {@code field} is filled whenever the condition holds. */
    public record RequiredWith(String field, Condition condition) implements Test {
        @Override
        public String sentence() {
            return field + " must be filled, given " + condition.when() + ".";
        }
    }

    /** At least one of these counts, a dot naming a field of a line, is above zero. */
    public record AnyAboveZero(List<String> fields) implements Test {
        @Override
        public String field() {
            return fields.get(0);
        }

        @Override
        public String sentence() {
            return "At least one of " + String.join(", ", fields) + " must be above zero.";
        }
    }

    /** The flag is true. */
    public record MustBeTrue(String field) implements Test {
        @Override
        public String sentence() {
            return field + " must be yes.";
        }
    }

    /** The field does not have this code. */
    public record NotCode(String field, String code) implements Test {
        @Override
        public String sentence() {
            return field + " is unusual here: please check.";
        }
    }

    /** {@code field} is at most {@code above} while the set {@code when} holds {@code code}. */
    public record NotAbove(String field, long above, String when, String code) implements Test {
        @Override
        public String sentence() {
            return "Above " + above + " days this service may come too late: please check.";
        }
    }

    /** {@code field} is filled while {@code when} has the code, and only then. */
    public record FilledExactlyWith(String field, String when, String code) implements Test {
        @Override
        public String sentence() {
            return field + " must be filled when " + when + " is " + code + ", and only then.";
        }
    }

    /** {@code field} is above zero while {@code when} has the code, and only then. */
    public record AboveZeroExactlyWith(String field, String when, String code) implements Test {
        @Override
        public String sentence() {
            return field + " must be above zero when " + when + " is " + code + ", and only then.";
        }
    }

    /**
     * The word attribute of the code in {@code field} names, among blanks, the code in {@code other}; holds while one
     * of the two is empty, or no published code. With {@code fills}, the one follows from the other where only one code
     * fits.
     */
    public record Fits(String field, String attribute, String other, boolean fills) implements Test {
        @Override
        public String sentence() {
            return field + " does not belong to what is entered in " + other + ".";
        }
    }

    /**
     * While the flag says no, none of these parts is filled: what a person said no to is not kept. Nor need one of them
     * be filled then.
     */
    public record NothingRefused(String flag, List<Part> parts) implements Test {
        public NothingRefused {
            parts = List.copyOf(parts);
        }

        @Override
        public String field() {
            return parts.get(0).field();
        }

        @Override
        public String sentence() {
            return "With no in " + flag + ", nothing may be recorded in "
                    + parts.stream().map(Part::toString).collect(Collectors.joining(", ")) + ".";
        }
    }

    /**
     * A field, or those codes of a set field that have an attribute.
     *
     * @param attribute the attribute of a code list, or null for the whole field
     */
    public record Part(String field, @Nullable String attribute) {
        @Override
        public String toString() {
            return attribute == null ? field : field + " (" + attribute + ")";
        }
    }

    /**
     * {@code field} is zero or not filled while the condition holds; parts of lines, named with a dot, are held to it
     * line by line.
     */
    public record ZeroWith(String field, Condition condition) implements Test {
        @Override
        public String sentence() {
            return field + " must be 0, given " + condition.when() + ".";
        }
    }

    /**
     * {@code field}, or each line's, is at most {@code each} for one person and for each of the others.
     *
     * @param others the count of the other persons
     */
    public record AtMostEach(String field, long each, String others) implements Test {
        @Override
        public String sentence() {
            return field + " must be at most " + each + " for the person and for each of " + others + ".";
        }
    }

    /**
     * Holds while the field {@code when} has a code with the attribute, or, without one, while it is filled and not
     * zero.
     *
     * @param when a set or code field
     * @param attribute the attribute of a code list, or null
     */
    public record Condition(String when, @Nullable String attribute) {}
}
