/**
 * One round trip of a tablet. {@link org.outreachsync.sync.SyncService} takes the checked ops of a batch, {@code Push}
 * writes them to the log once and applies them, {@code Answers} says what became of each, and {@code Pull} adds the
 * records that changed since the tablet's cursor.
 */
@NullMarked
package org.outreachsync.sync;

import org.jspecify.annotations.NullMarked;
