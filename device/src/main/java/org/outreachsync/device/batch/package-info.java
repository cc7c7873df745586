/**
 * Which ops go into one request: {@link org.outreachsync.device.batch.Cutter} cuts the queue of a site into batches,
 * and {@link org.outreachsync.device.batch.Pace} makes them smaller on a slow line.
 */
@NullMarked
package org.outreachsync.device.batch;

import org.jspecify.annotations.NullMarked;
