/**
 * What a tablet knows: its identity, its queue, the records as the server last sent them, and attentions for the
 * worker. Written by capture and sync; stored in the journal. Start at
 * {@link org.outreachsync.device.store.DeviceStore}.
 */
@NullMarked
package org.outreachsync.device.store;

import org.jspecify.annotations.NullMarked;
