/**
 * What a tablet runs: queues work while offline, and syncs it when it can.
 */
@NullMarked
package org.outreachsync.device;

import org.jspecify.annotations.NullMarked;
