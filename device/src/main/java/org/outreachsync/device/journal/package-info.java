/**
 * Bytes that stay: an append-only file of framed, sealed entries that survives the loss of power at any byte. From the
 * device store, to one file.
 */
@NullMarked
package org.outreachsync.device.journal;

import org.jspecify.annotations.NullMarked;
