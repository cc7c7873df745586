/**
 * Indicators: what is counted (catalogue), how it is counted and kept (cell, person), and how questions are answered (answer). From the record
 * projection, to the indicator routes. May touch the model, records, the store's port and Roaring bitmaps; no network, no database.
 */
@NullMarked
package org.outreachsync.indicator;

import org.jspecify.annotations.NullMarked;
