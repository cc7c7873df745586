/**
 * Works out the numerator and the denominator of a question, as a whole and by groups.
 * {@link org.outreachsync.indicator.count.Figures} chooses by the kind of operand how: by counting, or by
 * {@link org.outreachsync.indicator.count.EnteredFigures looking up} what people entered.
 */
@NullMarked
package org.outreachsync.indicator.count;

import org.jspecify.annotations.NullMarked;
