/**
 * Answers a question about an indicator. {@link org.outreachsync.indicator.answer.IndicatorService} brings the cube up
 * to date, has numerator and denominator computed, and adds what a reader must know to trust them: how complete they
 * are, whether they may still change, and what they are compared with. The
 * {@link org.outreachsync.indicator.answer.IndicatorAnswer} is typed and independent of its format; package
 * {@code render} writes it.
 */
@NullMarked
package org.outreachsync.indicator.answer;

import org.jspecify.annotations.NullMarked;
