/**
 * Recounts everything from the log alone, and compares. Reads the log; called by admin commands. Start at
 * {@link org.outreachsync.recount.Recount}.
 */
@NullMarked
package org.outreachsync.recount;

import org.jspecify.annotations.NullMarked;
