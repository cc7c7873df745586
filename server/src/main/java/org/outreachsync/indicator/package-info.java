/**
 * Indicators, from definition to answer. {@code catalogue} says what is counted. {@code cell} counts records into cells
 * of one site and day and keeps them as months; {@code person} gives persons the small numbers that those months use. A
 * question ({@code question}) is answered from the months in memory ({@code cube}): {@code cohort} finds the persons
 * who are meant, {@code breakdown} says which rows there are and who or what belongs to which, {@code count} works out
 * numerator and denominator, and {@code answer} puts the figures together. {@code quality} counts what is doubtful in
 * the data.
 *
 * <p>This package itself holds what they share: periods, regions, age bands and units.
 */
@NullMarked
package org.outreachsync.indicator;

import org.jspecify.annotations.NullMarked;
