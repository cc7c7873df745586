/**
 * Benchmarks of indicators over the size of a country: generated records, the real counting, the real store, the real
 * answers.
 */
@NullMarked
package org.outreachsync.load.indicator;

import org.jspecify.annotations.NullMarked;
