/**
 * Counts records into cells of one site and day, turns these into months, and stores both. Start at
 * {@link org.outreachsync.indicator.cell.CellCounter}.
 */
@NullMarked
package org.outreachsync.indicator.cell;

import org.jspecify.annotations.NullMarked;
