package org.outreachsync.model;

import java.util.List;
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
    public sealed interface Test {}

    /** At least one alternative is filled; the fields of an alternative count together. */
    public record OneOf(List<List<String>> alternatives) implements Test {}

    /** {@code low} is not after {@code high}; with {@code strict}, before it. Unfilled fields pass. */
    public record Order(String low, String high, boolean strict) implements Test {}

    /** {@code field} is filled only while the condition holds. */
    public record OnlyWith(String field, Condition condition) implements Test {}

    /** {@code field} is filled whenever the condition holds. */
    public record RequiredWith(String field, Condition condition) implements Test {}

    /** At least one of these counts, a dot naming a field of a line, is above zero. */
    public record AnyAboveZero(List<String> fields) implements Test {}

    /** The flag is true. */
    public record MustBeTrue(String field) implements Test {}

    /** The field does not have this code. */
    public record NotCode(String field, String code) implements Test {}

    /** {@code field} is at most {@code above} while the set {@code when} holds {@code code}. */
    public record NotAbove(String field, long above, String when, String code) implements Test {}

    /**
     * Holds while the field {@code when} has a code with the attribute, or, without one, while it is filled and not zero.
     *
     * @param when a set or code field
     * @param attribute the attribute of a code list, or null
     */
    public record Condition(String when, @Nullable String attribute) {}
}
