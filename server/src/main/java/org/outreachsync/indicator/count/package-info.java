/**
 * Computes the numerator and the denominator of a question, as a whole and by group.
 * {@link org.outreachsync.indicator.count.QuestionCounter} chooses by the kind of operand:
 * {@link org.outreachsync.indicator.count.SumCounter} adds up events and units,
 * {@link org.outreachsync.indicator.count.PersonCounter} counts persons,
 * {@link org.outreachsync.indicator.count.DayCounter} counts days, and
 * {@link org.outreachsync.indicator.count.EnteredFigures} looks up what people entered. Each gives an
 * {@link org.outreachsync.indicator.count.OperandValue}.
 */
@NullMarked
package org.outreachsync.indicator.count;

import org.jspecify.annotations.NullMarked;
