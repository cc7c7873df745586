/** The use cases of a tablet: push and pull in one round trip. From the edge, to the log and its projections. */
@NullMarked
package org.outreachsync.sync;

import org.jspecify.annotations.NullMarked;
