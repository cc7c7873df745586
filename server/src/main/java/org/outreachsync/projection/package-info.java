/**
 * Applies the log to everything that is read: records, reviews, quarantine, and indicator cells. Reads the log, writes
 * the stores of records and cells. Applying is idempotent. Start at
 * {@link org.outreachsync.projection.RecordProjector}.
 */
@NullMarked
package org.outreachsync.projection;

import org.jspecify.annotations.NullMarked;
