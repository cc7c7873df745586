/**
 * The ledger of exports: what was told to whom, when, from which state of the logs, and how it arrived. Start with
 * {@link org.outreachsync.export.ledger.Ledger}.
 */
@NullMarked
package org.outreachsync.export.ledger;

import org.jspecify.annotations.NullMarked;
