package org.outreachsync.indicator.count;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.question.Entered;

/**
 * The value of a numerator or a denominator.
 *
 * @param total as a whole; null when it was to be entered and was not, or when the period is too short for it
 * @param groups by groups; a group that is missing counts 0, or, where values are entered, has none
 * @param source where an entered total comes from; null for a counted one, and for a sum of several entered ones
 * @param sources where the entered values of groups come from
 * @param contacts the meetings by which its persons were met; null where they are not met by meetings
 */
public record OperandValue(
        @Nullable Long total,
        Map<Group, Long> groups,
        Entered.@Nullable Figure source,
        Map<Group, Entered.Figure> sources,
        @Nullable Contacts contacts) {

    /**
     * Meetings: a person at a site on a day, whatever was done.
     *
     * @param total all of them
     * @param groups by groups
     */
    public record Contacts(long total, Map<Group, Long> groups) {}

    static OperandValue counted(@Nullable Long total, Map<Group, Long> groups) {
        return new OperandValue(total, groups, null, Map.of(), null);
    }
}
