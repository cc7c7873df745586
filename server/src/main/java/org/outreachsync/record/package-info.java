/**
 * The projections that hold single records: the records themselves, reviews, quarantine, and how far each projection
 * has come. From the projectors, to pull, reviews and cells.
 */
@NullMarked
package org.outreachsync.record;

import org.jspecify.annotations.NullMarked;
