/**
 * What a tablet knows: who it is, its queue, the records as the server last told them, and what a worker should look
 * at. From capture and sync, to the journal.
 */
@NullMarked
package org.outreachsync.device.store;

import org.jspecify.annotations.NullMarked;
