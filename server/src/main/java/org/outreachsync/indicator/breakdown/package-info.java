/**
 * The rows of an answer. {@link org.outreachsync.indicator.breakdown.BreakdownRows} lists the rows of a breakdown,
 * including those with 0. {@link org.outreachsync.indicator.breakdown.Slices} cuts a selection by place and time;
 * within a slice, {@link org.outreachsync.indicator.breakdown.PersonGroups} sorts persons and
 * {@link org.outreachsync.indicator.breakdown.SumGroups} sorts events and units into a
 * {@link org.outreachsync.indicator.breakdown.Group} each.
 */
@NullMarked
package org.outreachsync.indicator.breakdown;

import org.jspecify.annotations.NullMarked;
