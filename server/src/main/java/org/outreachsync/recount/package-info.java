/** Counts everything once more from the log alone, and compares. From the log, to the admin who asks. */
@NullMarked
package org.outreachsync.recount;

import org.jspecify.annotations.NullMarked;
