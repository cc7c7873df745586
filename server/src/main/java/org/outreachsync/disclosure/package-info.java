/**
 * Makes a table of counts safe to publish: which numbers are told, rounded or left out, so that nobody can work out a
 * small count from the others.
 *
 * <p>A {@link Table} names its {@link Cell cells}, what adds up to what, and what recipients know already. A
 * {@link Policy} says how each cell is told at first. {@link Protection} then looks at each small count for other
 * tables that agree with everything that is told, and leaves out further cells until there are enough; where it cannot,
 * the table is refused. Such another table is a proof: a recipient who knows all relations and the policy cannot tell
 * it from the true one. Start at {@link org.outreachsync.disclosure.Protection}.
 *
 * <p><b>What belongs into one table.</b> Tables that share cells are made safe together, never one after the other: a
 * count that is left out in one must not be told in another. A caller therefore builds one {@code Table} for
 *
 * <ul>
 *   <li>all data sets of an export that count the same persons, with each cell under one name however often it is
 *       rendered, in whatever format, and with a title's total as a cell of its own;
 *   <li>all areas and periods at once: sites, their regions and the country, months, quarters and years, with a
 *       {@link Relation#sum} for counts of records, and {@link Relation#within} and {@link Relation#cover} for persons,
 *       who may come to several sites or in several months;
 *   <li>what nobody prints but everybody can work out, with {@code isTold} false: those left over (tested and not
 *       positive), and the difference between a figure and its restatement;
 *   <li>what recipients got before, of any destination: the cells of earlier releases, with {@code isTold} false and
 *       the range of what was told as {@link Table.Builder#known}.
 * </ul>
 *
 * <p><b>Percentages</b> and ratios are no cells. They are computed from what is told of numerator and denominator, and
 * left out where either is: to one decimal, 7.5 % of 40 says 3.
 *
 * <p><b>Zeros.</b> {@link Sensitivity#zeroTells} is decided for each cell. By default a zero is told, so everybody may
 * conclude that a count that is left out is not zero, and the proofs allow for that. Only where no safe table is found
 * so, zeros may be left out, and the proofs of that table assume that nothing follows from it. A zero tells where it
 * says something of each person, such as nobody negative among some who were tested; where nobody was tested it does
 * not.
 *
 * <p>Source: Hundepool et al., <i>Handbook on Statistical Disclosure Control</i>, 2nd edition (2024), chapters 4 and 5.
 */
@NullMarked
package org.outreachsync.disclosure;

import org.jspecify.annotations.NullMarked;
