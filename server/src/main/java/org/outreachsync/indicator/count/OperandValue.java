package org.outreachsync.indicator.count;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.question.Entered;

/**
 * The value of a numerator or a denominator.
 *
 * @param total the whole; null if nobody entered it, or if the period is too short for it
 * @param groups by group; a missing group counts 0 or, for entered values, has none
 * @param source the source of an entered total; null for a counted one, and for a sum of entered ones
 * @param sources the sources of the groups' entered values
 * @param contacts the meetings of its persons; null if meetings do not apply
 */
public record OperandValue(
        @Nullable Long total,
        Map<Group, Long> groups,
        Entered.@Nullable Figure source,
        Map<Group, Entered.Figure> sources,
        @Nullable Contacts contacts) {

    /**
     * Meetings: a person at a site on a day.
     *
     * @param total all of them
     * @param groups by groups
     */
    public record Contacts(long total, Map<Group, Long> groups) {}

    static OperandValue counted(@Nullable Long total, Map<Group, Long> groups) {
        return new OperandValue(total, groups, null, Map.of(), null);
    }
}
