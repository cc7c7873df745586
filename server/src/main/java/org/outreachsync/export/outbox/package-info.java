/**
 * Delivers released exports, and tells people what became of them: {@link org.outreachsync.export.outbox.Outbox}. The
 * entries of the ledger are the outbox.
 */
@NullMarked
package org.outreachsync.export.outbox;

import org.jspecify.annotations.NullMarked;
