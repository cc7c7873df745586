/**
 * Indicators: what is counted (catalogue), how it is counted and kept (cell, person), and how questions are answered
 * (answer). From the record projection, to the indicator routes.
 */
@NullMarked
package org.outreachsync.indicator;

import org.jspecify.annotations.NullMarked;
