/**
 * Applies the log to everything that is read: records, reviews, quarantine, and indicator cells. From the log, to the
 * stores of records and cells. Applying twice changes nothing.
 */
@NullMarked
package org.outreachsync.projection;

import org.jspecify.annotations.NullMarked;
