/**
 * Durable storage: an append-only file of framed, sealed entries that survives a loss of power at any byte. Used by the
 * device store; writes one file. Start at {@link org.outreachsync.device.journal.Journal}.
 */
@NullMarked
package org.outreachsync.device.journal;

import org.jspecify.annotations.NullMarked;
