/** Tests of the use cases of a tablet through {@code SyncService}, over the memory store. */
@NullMarked
package org.outreachsync.sync;

import org.jspecify.annotations.NullMarked;
