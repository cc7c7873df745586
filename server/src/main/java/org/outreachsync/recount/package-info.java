/** Recounts everything from the log alone, and compares. Reads the log; called by admin commands. */
@NullMarked
package org.outreachsync.recount;

import org.jspecify.annotations.NullMarked;
