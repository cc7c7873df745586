/**
 * Indicators: measures counted from records into cells of one site and day, and queries over cells. From the record projection, to the
 * indicator routes. May touch the model, records, the store's port and Roaring bitmaps; no network, no database.
 */
@NullMarked
package org.outreachsync.indicator;

import org.jspecify.annotations.NullMarked;
