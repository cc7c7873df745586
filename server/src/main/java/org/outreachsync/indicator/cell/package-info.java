/** Counts records into cells of one site and day, turns these into months, and keeps both. */
@NullMarked
package org.outreachsync.indicator.cell;

import org.jspecify.annotations.NullMarked;
