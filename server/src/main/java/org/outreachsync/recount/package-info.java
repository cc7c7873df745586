/**
 * Counts everything once more from the log alone, and compares. From the log, to the admin who asks. May touch the log, records, projections and
 * cells.
 */
@NullMarked
package org.outreachsync.recount;

import org.jspecify.annotations.NullMarked;
