/**
 * The use cases of a tablet: push and pull in one round trip. From the edge, to the log and its projections. May touch the model, the wire
 * messages, keys, the log and the projections; no network, no database.
 */
@NullMarked
package org.outreachsync.sync;

import org.jspecify.annotations.NullMarked;
