/**
 * Benchmarks of indicators at the size of a country: generated records with the real counting, store and answers. Start
 * at {@link org.outreachsync.load.indicator.IndicatorBench}.
 */
@NullMarked
package org.outreachsync.load.indicator;

import org.jspecify.annotations.NullMarked;
