/**
 * Indicators, from definition to answer. {@code catalogue} defines what is counted. {@code cell} counts records into
 * cells of one site and day and keeps them as months; {@code person} gives persons the small numbers that those months
 * use. A question ({@code question}) is answered from the months in memory ({@code cube}): {@code cohort} finds
 * persons, {@code breakdown} determines the rows and their members, {@code count} computes numerator and denominator,
 * and {@code answer} puts the figures together. {@code quality} counts doubtful data.
 *
 * <p>This package itself has what they share: periods, regions, age bands and units. Start at
 * {@link org.outreachsync.indicator.answer.IndicatorService}.
 */
@NullMarked
package org.outreachsync.indicator;

import org.jspecify.annotations.NullMarked;
