/**
 * The independent proof of the indicators: a generator of small programmes, and a counter of plain loops over records
 * that shares nothing with the engine and does not read its definitions. Start at
 * {@link org.outreachsync.indicator.naive.NaiveIndicators}.
 */
@NullMarked
package org.outreachsync.indicator.naive;

import org.jspecify.annotations.NullMarked;
