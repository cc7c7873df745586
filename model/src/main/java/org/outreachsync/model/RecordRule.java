package org.outreachsync.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several fields of one record.
 *
 * @param code the code that is reported when the rule is broken
 * @param warning whether the record is accepted nevertheless
 * @param test the condition that must hold
 */
public record RecordRule(String code, boolean warning, Test test) {

    /** The condition that must hold. */
    public sealed interface Test {
        /** The field that is shown to the worker. */
        String field();

        /** The rule as a plain sentence. */
        String sentence();
    }

    /** At least one alternative is filled; all fields of an alternative must be filled together. */
    public record OneOf(List<List<String>> alternatives) implements Test {
        @Override
        public String field() {
            return alternatives.get(0).get(0);
        }

        @Override
        public String sentence() {
            return "Fill in "
                    + alternatives.stream()
                            .map(fields -> String.join(" and ", fields) + (fields.size() > 1 ? " together" : ""))
                            .collect(Collectors.joining(", or "))
                    + ".";
        }
    }

    /** {@code low} is not after {@code high}; with {@code strict}, it is before it. Empty fields pass. */
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
            return field + " may be filled in only if " + condition.when()
                    + (condition.attribute() == null ? " is filled in." : " has an entry that allows it.");
        }
    }

    /** {@code field} is filled whenever the condition holds. */
    public record RequiredWith(String field, Condition condition) implements Test {
        @Override
        public String sentence() {
            return field + " must be filled in"
                    + (condition.attribute() == null
                            ? " if " + condition.when() + " is."
                            : ", because of what is entered in " + condition.when() + ".");
        }
    }

    /** At least one of these counts is above zero. A dot names a field of a line. */
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
            return field + " has an unusual value here. Please check it.";
        }
    }

    /** {@code field} is at most {@code above} while the set {@code when} holds {@code code}. */
    public record NotAbove(String field, long above, String when, String code) implements Test {
        @Override
        public String sentence() {
            return "After " + above + " days this service may come too late. Please check " + field + ".";
        }
    }

    /** {@code field} is filled while {@code when} has the code, and only then. */
    public record FilledExactlyWith(String field, String when, String code) implements Test {
        @Override
        public String sentence() {
            return field + " must be filled in if " + when + " is " + code + ", and only then.";
        }
    }

    /** {@code field} is above zero while {@code when} has the code, and only then. */
    public record AboveZeroExactlyWith(String field, String when, String code) implements Test {
        @Override
        public String sentence() {
            return field + " must be above zero if " + when + " is " + code + ", and only then.";
        }
    }

    /**
     * The text attribute of the code in {@code field} lists, separated by blanks, the code in {@code other}. It also
     * holds if one of the two is empty or not a published code. With {@code fills}, a tablet fills in an empty one if
     * only one code fits.
     */
    public record Fits(String field, String attribute, String other, boolean fills) implements Test {
        @Override
        public String sentence() {
            return field + " does not fit what is entered in " + other + ".";
        }
    }

    /**
     * While the flag is false, all of these parts are empty, and none of them is required: what a person refused is not
     * stored.
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
            return flag + " is no, so nothing may be recorded in "
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
     * {@code field} is zero or empty while the condition holds. A dot names a field of a line; then the rule applies
     * line by line.
     */
    public record ZeroWith(String field, Condition condition) implements Test {
        @Override
        public String sentence() {
            return field + " must be 0, because of what is entered in " + condition.when() + ".";
        }
    }

    /**
     * {@code field}, or that field of each line, is at most {@code each} times the number of persons: one plus the
     * others.
     *
     * @param others the field that counts the other persons
     */
    public record AtMostEach(String field, long each, String others) implements Test {
        @Override
        public String sentence() {
            return field + " must be at most " + each + " for the person and for each of " + others + ".";
        }
    }

    /**
     * Holds while the field {@code when} has a code with the attribute; without an attribute, while the field is filled
     * and not zero.
     *
     * @param when a set or code field
     * @param attribute the attribute of a code list, or null
     */
    public record Condition(String when, @Nullable String attribute) {}
}
