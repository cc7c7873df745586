/**
 * Makes a table of counts safe to publish: which numbers are told, rounded or left out, so that nobody can work out a
 * small count from the others.
 *
 * <p>A {@link Table} names its {@link Cell cells}, what adds up to what, and what recipients know already. A
 * {@link Policy} says how each cell is told at first. {@link Protection} then looks at each small count for other
 * tables that agree with everything that is told, and leaves out further cells until there are enough; where it cannot,
 * the table is refused. Such another table is a proof: a recipient who knows all relations and the policy cannot tell
 * it from the true one.
 *
 * <p>Source: Hundepool et al., <i>Handbook on Statistical Disclosure Control</i>, 2nd edition (2024), chapters 4 and 5.
 */
@NullMarked
package org.outreachsync.disclosure;

import org.jspecify.annotations.NullMarked;
